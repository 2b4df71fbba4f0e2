import { type RunbookOption } from './options';

const minute = 60;
const day = 24 * 60 * minute;

/** Its words are in `locales/` under `runbook.pass.`. */
export interface Criterion {
  id:
    | 'parameterRuns'
    | 'accountingOff'
    | 'newKernelRuns'
    | 'programsClean'
    | 'podsStart'
    | 'noRefusals'
    | 'noGrowth'
    | 'nothingScheduled'
    | 'countFell'
    | 'threeAnswers'
    | 'textExplained';
  /** How long after the reboot (or the change) it can be said. */
  waitSeconds: number;
}

const podsStart: Criterion = { id: 'podsStart', waitSeconds: 15 * minute };
const noRefusals: Criterion = { id: 'noRefusals', waitSeconds: 60 * minute };
const noGrowth: Criterion = { id: 'noGrowth', waitSeconds: day };
const accountingOff: Criterion = { id: 'accountingOff', waitSeconds: 15 * minute };

/** All must hold before the work is done. */
export const verification: Readonly<Record<RunbookOption, readonly Criterion[]>> = {
  nokmem: [{ id: 'parameterRuns', waitSeconds: 0 }, accountingOff, podsStart, noRefusals, noGrowth],
  'kernel-upgrade': [{ id: 'newKernelRuns', waitSeconds: 0 }, podsStart, noRefusals, noGrowth],
  runtime: [{ id: 'programsClean', waitSeconds: 0 }, accountingOff, podsStart, noRefusals, noGrowth],
  relief: [{ id: 'nothingScheduled', waitSeconds: 0 }, { id: 'countFell', waitSeconds: 0 }, podsStart, noRefusals],
  confirm: [{ id: 'threeAnswers', waitSeconds: 0 }],
  'not-this-fault': [{ id: 'textExplained', waitSeconds: 0 }, podsStart],
};
