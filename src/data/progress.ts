import { type QueryFailure } from './queryFailure';

/** How far one question has come. */
export type QueryProgress =
  /** Not known yet. `sentAtSeconds` is absent while it waits for its turn or for the answers that it depends on. */
  | { state: 'waiting'; isSlow: boolean; sentAtSeconds?: number }
  /** `isCut`: there was more than was asked for. `framesBecause`: why it was not answered as the server wrote it, if it was not. */
  | { state: 'answered'; notices: string[]; seriesCount: number; isCut?: boolean; framesBecause?: string }
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

/** `partial`: no answer is still to come, but not every question has one. */
export type Knowledge = 'whole' | 'waiting' | 'partial';

export function knowledgeOf(progress: Progress<string>): Knowledge {
  if (isWhole(progress)) {
    return 'whole';
  }
  return Object.values(progress).some((each) => each?.state === 'waiting') ? 'waiting' : 'partial';
}

/** The questions whose answer is still to come, and since when the longest has been waited for, in Unix seconds. */
export function stillWaiting<Id extends string>(progress: Progress<Id>): { ids: Id[]; sinceSeconds?: number } {
  const waiting = (Object.entries(progress) as Array<[Id, QueryProgress]>).flatMap(([id, each]) =>
    each.state === 'waiting' ? [{ id, sentAtSeconds: each.sentAtSeconds }] : []
  );
  const sent = waiting.flatMap(({ sentAtSeconds }) => sentAtSeconds ?? []);
  return { ids: waiting.map(({ id }) => id), ...(sent.length > 0 && { sinceSeconds: Math.min(...sent) }) };
}
