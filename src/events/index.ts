export type { EventItem } from './eventItem';
export type { CgroupDriver, CreationActor, CreationRefused, EventReading, SlubFailure } from './eventReading';
export { type LookAlike, type LookAlikeId, lookAlikeOf, lookAlikes } from './lookAlikes';
export { readEvent } from './readEvent';
export { type LogEntry, readLogEntries } from './logEntries';
export { readEvents, type ReadEventsOptions } from './readEvents';
export type { PastedEvidence, PastedNode, PastedPod, Unread } from './pastedEvidence';
export { readPasted, type ReadPastedOptions } from './readPasted';
export { isTelling, type PastedSummary, summaryOf } from './pastedSummary';
