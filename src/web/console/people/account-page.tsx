import { Stack, Text, Title } from '@mantine/core';
import { useContext } from 'react';
import { useTitle, useWords } from '../../kit/preferences.tsx';
import { MeContext, useMay } from '../me.ts';
import { FreshCode } from './fresh-code.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SecurityPanel } from './security-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';

/** The reader's own sessions and proofs, and keys for programs where their role makes them. */
export const AccountPage = () => {
  const text = useWords();
  useTitle(text.myAccount);
  const me = useContext(MeContext);
  const makesKeys = useMay('keys.manage');
  return (
    <FreshCode>
      <Stack gap="lg">
        <div>
          <Title order={1}>{text.myAccount}</Title>
          <Text c="dimmed">
            {me?.name} · {me?.email}
          </Text>
        </div>
        <div className="two">
          <SessionsPanel />
          <Stack gap="lg">
            <SecurityPanel />
            <PasswordPanel />
          </Stack>
        </div>
        {makesKeys && <KeysPanel />}
      </Stack>
    </FreshCode>
  );
};
