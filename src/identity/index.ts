export { actorOf } from './actor.ts';
export type { Acceptance, Accepted, OpenedInvitation } from './invitations/accept.ts';
export { acceptInvitation, openInvitation } from './invitations/accept.ts';
export type { Invited, Post } from './invitations/invite.ts';
export {
  invite,
  inviteOwner,
  inviteToRenew,
  isSetUpOpen,
  listInvitations,
  withdrawInvitation,
} from './invitations/invite.ts';
export { identityClearSessions } from './jobs/clear-sessions.ts';
export { addApiKey, listApiKeys, revokeApiKey } from './keys/api-keys.ts';
export type { AddedUser, IdentityContext } from './people/add-user.ts';
export { addUser } from './people/add-user.ts';
export { changeUser, removeUser } from './people/change-user.ts';
export { joinClient } from './people/join-client.ts';
export { listUsers } from './people/list-users.ts';
export { changePassword, makeRecoveryCodes, openOwnFactor, ownProofs, replaceOwnFactor } from './people/own-proofs.ts';
export type { ChangedProof } from './people/tell-proofs-changed.ts';
export { tellProofsChanged } from './people/tell-proofs-changed.ts';
export { factorsOfOlderKeys, sealFactorAgain } from './proofs/seal-factors-again.ts';
export type { RepeatableRequest } from './requests/do-once.ts';
export { doOnce } from './requests/do-once.ts';
export { confirmCode } from './sessions/confirm-code.ts';
export { sessionCookie, sessionToken } from './sessions/cookie.ts';
export { endSession, endSessions, listSessions } from './sessions/own-sessions.ts';
export { requireFresh } from './sessions/require-fresh.ts';
export type { AskerHeaders } from './sessions/require-session.ts';
export { requireSession } from './sessions/require-session.ts';
export type { SignedIn } from './sessions/sign-in.ts';
export { signIn, signOut, verifyRecoveryCode, verifyTotp } from './sessions/sign-in.ts';
export type { ApiKey, Invitation, InvitationKind, OwnSession, Person, User } from './shapes.ts';
