import { type WayOut } from '../kernel';

/** What keeps this node from leaking: `unnamed` where accounting is seen off and nothing says by what. */
export type ProvenFix = Exclude<WayOut, 'relief'> | 'unnamed';
