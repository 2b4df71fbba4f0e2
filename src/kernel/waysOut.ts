/** What can be done about the leak; each has a runbook. `relief` gains time, the others end it. */
export const waysOut = ['nokmem', 'kernel-upgrade', 'runtime', 'relief'] as const;
export type WayOut = (typeof waysOut)[number];
