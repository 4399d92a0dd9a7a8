import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { Dialog } from '../goals/dialog.tsx';
import { useMay } from '../me.ts';
import { LinkDialog } from './link-dialog.tsx';
import { type PinAct, usePinActs } from './use-pin-acts.ts';

type Props = {
  readonly clientId: string;
  readonly pins: readonly PlannedPinTold[];
  readonly onDone: () => void;
};

/** What can be done with the Pins that are chosen, and what became of it. */
export const ChosenBar = ({ clientId, pins, onDone }: Props) => {
  const text = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const mayReview = useMay('content.review');
  const { act, said } = usePinActs(clientId);
  const [open, setOpen] = useState<'remove' | 'link'>();
  const count = text.count(write.count(pins.length));
  const run = (what: PinAct) =>
    act.mutate(
      { what, pins },
      {
        onSuccess: () => {
          setOpen(undefined);
          onDone();
        },
      },
    );
  return (
    <div className="chosen-bar">
      {pins.length > 0 && (
        <>
          <Text fw={600}>{text.chosen(count)}</Text>
          <Button size="compact-md" variant="default" loading={act.isPending} onClick={() => run('ask-review')}>
            {text.askReview}
          </Button>
          <Button size="compact-md" variant="default" loading={act.isPending} onClick={() => run('next-slots')}>
            {text.nextSlots}
          </Button>
          {mayReview && (
            <>
              <Button size="compact-md" variant="default" loading={act.isPending} onClick={() => run('say')}>
                {text.approve}
              </Button>
              <Button size="compact-md" variant="default" onClick={() => setOpen('link')}>
                {text.giveLink}
              </Button>
            </>
          )}
          <Button size="compact-md" variant="subtle" onClick={() => setOpen('remove')}>
            {text.remove}
          </Button>
        </>
      )}
      <Text role="status" size="sm">
        {act.isPending ? '' : said}
      </Text>
      {open === undefined && <Refusal error={act.isPending ? null : act.error} />}
      {open === 'remove' && (
        <Dialog
          title={text.removeSure}
          action={text.remove}
          error={act.error}
          isBusy={act.isPending}
          onSubmit={() => run('remove')}
          onClose={() => setOpen(undefined)}
        >
          <Text size="sm">{text.removeLead(count)}</Text>
        </Dialog>
      )}
      {open === 'link' && <LinkDialog clientId={clientId} pins={pins} onClose={() => setOpen(undefined)} />}
    </div>
  );
};
