import { isRecord } from '../../json/isRecord';
import { defaultSettings, type Settings } from './settings';
import { migrated } from './settingsMigrations';

type Stored = Readonly<Record<string, unknown>>;

/**
 * What to store for these settings over what is stored. Only what differs from the defaults is written, so that better
 * defaults of a later version take effect. Fields that this version does not know stay as they are, at every level: a newer
 * version or another tool finds its own again.
 */
export function storedSettings(settings: Settings, before: unknown = {}): Record<string, unknown> {
  const kept = isRecord(before) ? migrated(before) : {};
  return { ...over(kept, fieldsOf(settings), fieldsOf(defaultSettings())), version: settings.version };
}

/** Every field that is stored, those without a value too, so that a cleared one is taken out of what is stored. */
function fieldsOf(settings: Settings): Stored {
  const { metricsDataSourceUid, grafanaUrl, clusterLabel, stack, ownSelectors, thresholds } = settings;
  const { source, preset, expr, loki } = settings.events;
  return {
    metricsDataSourceUid,
    grafanaUrl,
    clusterLabel,
    stack,
    selectors: Object.fromEntries(
      (Object.keys(settings.selectors) as Array<keyof typeof ownSelectors>).map((id) => [id, ownSelectors[id]])
    ),
    events: {
      source,
      preset,
      expr,
      loki: { dataSourceUid: loki.dataSourceUid, layout: loki.layout, selector: loki.selector },
    },
    thresholds,
  };
}

function over(before: Stored, fields: Stored, defaults: Stored): Record<string, unknown> {
  const result: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(fields)) {
    const inside = isRecord(value) ? over(partOf(before[name]), value, partOf(defaults[name])) : value;
    if (inside === undefined || inside === defaults[name] || (isRecord(inside) && Object.keys(inside).length === 0)) {
      delete result[name];
    } else {
      result[name] = inside;
    }
  }
  return result;
}

const partOf = (value: unknown): Stored => (isRecord(value) ? value : {});
