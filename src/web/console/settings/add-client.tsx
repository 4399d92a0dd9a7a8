import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../../kit/load-part.ts';
import { useNewClientWords } from '../../words/new-client.ts';
import { useMay } from '../me.ts';

// Few clients are added, and every overview would carry it.
const NewClientDialog = lazy(async () => ({
  default: (await loadPart(() => import('./new-client-dialog.tsx'))).NewClientDialog,
}));

/** Adds a client and goes to where it is connected; nothing for who may not. */
export const AddClient = () => {
  const text = useNewClientWords();
  const mayAdd = useMay('clients.manage');
  const [isOpen, setOpen] = useState(false);
  if (!mayAdd) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {text.button}
      </Button>
      <Suspense>{isOpen && <NewClientDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
};
