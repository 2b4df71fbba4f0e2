import { settleSeconds, type Thresholds } from '../diagnosis';
import { type RunbookId } from './options';

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

/** All must hold before the work is done; the figures are those that the proof goes by. */
export function verification(option: RunbookId, thresholds: Readonly<Thresholds>): Criterion[] {
  const atOnce = (id: Criterion['id']): Criterion => ({ id, waitSeconds: 0 });
  const podsStart: Criterion = { id: 'podsStart', waitSeconds: thresholds.stuckPodMinutes * 60 };
  const noRefusals: Criterion = { id: 'noRefusals', waitSeconds: settleSeconds };
  const held: Criterion[] = [podsStart, noRefusals, { id: 'noGrowth', waitSeconds: thresholds.proofPeriodSeconds }];
  switch (option) {
    case 'nokmem':
      return [atOnce('parameterRuns'), atOnce('accountingOff'), ...held];
    case 'kernel-upgrade':
      return [atOnce('newKernelRuns'), ...held];
    case 'runtime':
      return [atOnce('programsClean'), atOnce('accountingOff'), ...held];
    case 'relief':
      return [atOnce('nothingScheduled'), atOnce('countFell'), podsStart, noRefusals];
    case 'confirm':
      return [atOnce('threeAnswers')];
    case 'not-this-fault':
      return [atOnce('textExplained'), podsStart];
  }
}
