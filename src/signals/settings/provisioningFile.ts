import { isRecord } from '../../json/isRecord';

/**
 * A file for Grafana's folder provisioning/plugins that sets these settings of the app. Written by hand: texts are quoted as
 * JSON quotes, which YAML reads, and their dollar signs doubled, since Grafana puts environment variables in their places.
 */
export function provisioningFile(pluginId: string, jsonData: Readonly<Record<string, unknown>>): string {
  return [
    'apiVersion: 1',
    'apps:',
    `  - type: ${pluginId}`,
    '    org_id: 1',
    '    disabled: false',
    '    jsonData:',
    ...linesOf({ ...jsonData, provisioned: true }, 6),
    '',
  ].join('\n');
}

function linesOf(values: Readonly<Record<string, unknown>>, indent: number): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) {
      return [];
    }
    const start = `${' '.repeat(indent)}${keyOf(name)}:`;
    return isRecord(value) && Object.keys(value).length > 0
      ? [start, ...linesOf(value, indent + 2)]
      : [`${start} ${quoted(value)}`];
  });
}

const keyOf = (name: string): string => (/^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : quoted(name));

/** JSON is YAML's flow style. */
const quoted = (value: unknown): string => JSON.stringify(value).replaceAll('$', '$$$$');
