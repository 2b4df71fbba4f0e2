import defaults from '../../knowledge/defaults.json';
import { isRecord } from '../../json/isRecord';

type Stored = Readonly<Record<string, unknown>>;

/** From each version to the next. A migration keeps fields that it does not know, and never fails. */
const migrations: Readonly<Record<number, (stored: Stored) => Stored>> = {
  1: ownSelectorsAndEventSource,
};

/** What is stored, in the shape of the newest version. A newer version than this is left as it is. */
export function migrated(stored: Stored): Record<string, unknown> {
  let current: Stored = { ...stored, version: stored.version ?? 1 };
  for (;;) {
    const version = current.version;
    const migrate = typeof version === 'number' && Object.hasOwn(migrations, version) ? migrations[version] : undefined;
    if (typeof version !== 'number' || !migrate) {
      return { ...current };
    }
    current = { ...migrate(current), version: version + 1 };
  }
}

/**
 * Version 1 stored every selector, the defaults included, and had no stack; "no events" was a preset. A selector that is
 * the default of the time says nothing of its own, and would win over the stack chosen later.
 */
function ownSelectorsAndEventSource(stored: Stored): Stored {
  const { selectors, events } = stored;
  const changed: Record<string, unknown> = { ...stored };
  if (isRecord(selectors)) {
    const usual: Readonly<Record<string, unknown>> = defaults.selectors;
    changed.selectors = Object.fromEntries(Object.entries(selectors).filter(([id, text]) => text !== usual[id]));
  }
  if (isRecord(events) && events.source === undefined && events.preset === 'none') {
    const { preset: _none, ...others } = events;
    changed.events = { ...others, source: 'none' };
  }
  return changed;
}
