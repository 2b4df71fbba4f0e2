import { type Settings } from '../settings/settings';

/** Fills the <name> places of a PromQL template of `knowledge/`. Throws on a name nobody defines: a mistake in the template. */
export function fillTemplate(
  template: string,
  settings: Settings,
  more: Readonly<Record<string, string>> = {}
): string {
  return template.replace(/<([a-zA-Z0-9]+)>/g, (_, name: string) => {
    const text = Object.hasOwn(more, name) ? more[name] : placeValue(name, settings);
    if (text === undefined) {
      throw new Error(`PromQL template names <${name}>, which has no value`);
    }
    return text;
  });
}

function placeValue(name: string, settings: Settings): string | undefined {
  if (name === 'cluster') {
    return settings.clusterLabel;
  }
  if (Object.hasOwn(settings.selectors, name)) {
    return settings.selectors[name as keyof Settings['selectors']];
  }
  if (Object.hasOwn(settings.thresholds, name)) {
    return String(settings.thresholds[name as keyof Settings['thresholds']]);
  }
  return undefined;
}

/** A value inside a double-quoted PromQL string. */
export function quoteForPromQL(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

/** One RE2 alternative that matches exactly this value; still to be quoted for PromQL. */
export function escapeForRe2(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The texts as an RE2 alternation within a PromQL string: matches each of them and nothing else. */
export function anyOf(texts: readonly string[]): string {
  return quoteForPromQL(texts.map(escapeForRe2).join('|'));
}

/** Label matchers without braces; empty ones and commas at the end do no harm. */
export function joinMatchers(...matchers: readonly string[]): string {
  return matchers
    .map((matcher) => matcher.trim().replace(/,$/, ''))
    .filter((matcher) => matcher !== '')
    .join(',');
}
