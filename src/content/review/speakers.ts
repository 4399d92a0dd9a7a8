import type { LinkReader } from '../../act/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { Person } from '../../identity/index.ts';
import { may } from '../../identity/policy.ts';
import type { Stage } from '../shapes.ts';

/** Who says something of a Pin: somebody who is signed in, or the one person a link was made for. Never a program. */
export type Speaker = Extract<Person, { kind: 'user' }> | LinkReader;

/** A person of the request, if it is one. @throws ACT_NOT_A_PERSON (`forbidden`) for a key @personal the id of who speaks */
export const speakerOf = (person: Person): Speaker => {
  if (person.kind === 'user') return person;
  throw new Fault('ACT_NOT_A_PERSON', 'forbidden', 'Only a person who is signed in approves what is published.');
};

/** Whether somebody may speak for the agency or for the client. @personal none */
export const maySpeak = (speaker: Speaker, stage: Stage, clientId: ClientId): boolean => {
  if (speaker.kind === 'link') return stage === 'client';
  return may(speaker, stage === 'agency' ? 'content.review' : 'content.approve', clientId);
};

/** The ids of who spoke, as tables keep them. @personal a person's id */
export const idsOf = (speaker: Speaker) =>
  speaker.kind === 'link' ? { userId: null, linkId: speaker.linkId } : { userId: speaker.userId, linkId: null };
