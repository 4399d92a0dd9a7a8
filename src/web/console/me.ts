import { createContext, useContext } from 'react';
import type { Me } from '../../api/contract.ts';

/** Who is signed in, for every page in the frame. */
export const MeContext = createContext<Me | undefined>(undefined);

/** Whether the one who is signed in may do something: a page does not ask for what would be refused. */
export const useMay = (action: string): boolean => useContext(MeContext)?.may.includes(action) ?? false;
