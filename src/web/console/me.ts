import { createContext, useContext } from 'react';
import type { Me } from '../../api/contract.ts';

/** Who is signed in, for every page in the frame. */
export const MeContext = createContext<Me | undefined>(undefined);

/** Whether the one who is signed in may do something: a page does not ask for what would be refused. */
export const useMay = (action: string): boolean => useContext(MeContext)?.may.includes(action) ?? false;

/** True for the roles of a client's own people. */
export const isClientRole = (role: string): boolean => role === 'approver' || role === 'viewer';

/** Whether the one who is signed in is of a client, in the client's own window. */
export const useIsOfClient = (): boolean => isClientRole(useContext(MeContext)?.role ?? '');
