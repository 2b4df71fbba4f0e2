import { describe, expect, it } from '@jest/globals';
import { type EventItem } from '../eventItem';
import { type EventReading } from '../eventReading';
import { type PastedEvidence } from './pastedEvidence';
import { type Fact } from '../facts';
import { hasFindings, summaryOf } from './pastedSummary';

const refused = { kind: 'creation-refused' } as EventReading;
const item = (reading: EventReading, count = 1): EventItem => ({ reading, count, message: '' });
const evidence = (...events: EventItem[]): PastedEvidence => ({
  events,
  nodes: [],
  pods: [],
  facts: [],
  unread: { pieces: 0, characters: 0, isCutOff: false, objects: 0, lines: 0 },
});

describe('summaryOf', () => {
  it('counts what the events mean', () => {
    const summary = summaryOf(
      evidence(
        item(refused, 30278),
        item(refused, 4132),
        item({ kind: 'look-alike', look: 'disk-full' }),
        item({ kind: 'look-alike', look: 'dbus-lost' }),
        item({ kind: 'look-alike', look: 'dbus-lost' }),
        item({ kind: 'slub', memcgMarked: true }),
        item({ kind: 'kmem-cache-create-failed' }),
        item({ kind: 'unrelated' })
      )
    );
    expect(summary).toEqual({
      events: 8,
      refused: 2,
      refusedTimes: 34410,
      kernelTraces: 2,
      lookAlikes: [
        { look: 'dbus-lost', events: 2 },
        { look: 'disk-full', events: 1 },
      ],
      others: 1,
      nodes: 0,
      pods: 0,
      facts: 0,
    });
    expect(hasFindings(summary)).toBe(true);
  });

  it('says that other events alone change no verdict', () => {
    expect(hasFindings(summaryOf(evidence(item({ kind: 'unrelated' }))))).toBe(false);
    expect(hasFindings(summaryOf({ ...evidence(), nodes: [{ name: 'a' }] }))).toBe(true);
    const facts: Fact[] = [{ id: 'slabEntries', value: 182210, source: 'output', line: 1 }];
    expect(hasFindings(summaryOf({ ...evidence(), facts }))).toBe(true);
  });
});
