import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { AcceptAnswer, AcceptRequest, OpenedLink } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';

/** What whoever accepts says of themselves; address and name are asked of the first owner only. */
export type Said = { readonly password: string; readonly email?: string; readonly name?: string };

/** Accepting a link, step by step: who and which password, the factor, the recovery codes. */
export const useAcceptance = (token: string) => {
  const client = useQueryClient();
  const router = useRouter();
  const { locale } = useLocale();
  const [said, setSaid] = useState<Said>();
  const enter = () => {
    // Nothing of whoever was here before may be shown to whoever is here now.
    client.clear();
    router.history.replace('/');
  };
  const accept = useMutation({
    mutationFn: (body: Pick<AcceptRequest, 'ticket' | 'code'> & Said) =>
      ask<AcceptAnswer>('/invitations/accept', { method: 'POST', body: { token, locale, ...body } }),
    onSuccess: ({ recoveryCodes }) => {
      if (recoveryCodes === null) enter();
    },
  });
  const codes = accept.data?.recoveryCodes ?? undefined;
  return {
    said,
    codes,
    enter,
    isBusy: accept.isPending,
    error: accept.error,
    /** Who needs no factor is done with this; anybody else goes on to enrol one. */
    say: (given: Said, enrolment: OpenedLink['enrolment']) => {
      if (enrolment === null) accept.mutate(given);
      else setSaid(given);
    },
    prove: (code: string, ticket: string) => {
      if (said !== undefined) accept.mutate({ ...said, code, ticket });
    },
    back: () => {
      accept.reset();
      setSaid(undefined);
    },
  };
};
