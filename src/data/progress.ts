import { type QueryFailure } from './queryFailure';

/** How far one question has come. */
export type QueryProgress =
  /** Not known yet. `sentAtSeconds` is absent while it waits for its turn or for the answers that it depends on. */
  | { state: 'waiting'; isSlow: boolean; sentAtSeconds?: number }
  /** `isCut`: there was more than was asked for. */
  | { state: 'answered'; notices: string[]; seriesCount: number; isCut?: boolean }
  /** `isKnown`: the answers before it say that there is nothing to ask; else one of them is missing, and nothing is known. */
  | { state: 'notAsked'; isKnown: boolean }
  | { state: 'failed'; failure: QueryFailure };

export type Progress<Id extends string> = Partial<Record<Id, QueryProgress>>;

/** Its answer is known, if only that there is nothing. What says "no" or "none" rests on such questions only. */
export function isAnswered(progress: QueryProgress | undefined): boolean {
  return progress?.state === 'answered' || (progress?.state === 'notAsked' && progress.isKnown);
}

/** Whether every question has its answer, those that there was no need to ask among them. */
export function isWhole(progress: Progress<string>): boolean {
  return Object.values(progress).every(isAnswered);
}
