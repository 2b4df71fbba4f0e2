import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { provisioningFile } from './provisioningFile';
import { parseSettings } from './settings';
import { storedSettings } from './storedSettings';

interface File {
  apiVersion: number;
  apps: Array<{ type: string; jsonData: unknown }>;
}

const read = (text: string) => parse(text) as File;
/** What Grafana does to every text of a provisioning file: a doubled dollar sign stands for one. */
const expanded = (text: string) => text.replaceAll('$$', '$');

describe('the provisioning file', () => {
  const jsonData = storedSettings(
    parseSettings({
      version: 2,
      metricsDataSourceUid: 'prom "main": x',
      selectors: { nodeExporter: String.raw`job=~"node.*$", path="C:\\x"` },
      events: { source: 'loki', loki: { selector: 'job="events"' } },
      thresholds: { memoryCgroupsHigh: 30000 },
      tool: { list: [1, 'two'], empty: {} },
    }).settings,
    { tool: { list: [1, 'two $HOME'], empty: {} }, 'odd key: #': null }
  );
  const text = provisioningFile('memcg-kmemleak-app', jsonData);

  it('says the settings, and that it was a file that said them', () => {
    const { apiVersion, apps } = read(expanded(text));
    expect(apiVersion).toBe(1);
    expect(apps).toEqual([
      { type: 'memcg-kmemleak-app', org_id: 1, disabled: false, jsonData: { ...jsonData, provisioned: true } },
    ]);
  });

  it('leaves no dollar sign that Grafana would take for a variable', () => {
    expect(text.replaceAll('$$', '')).not.toContain('$');
  });
});

test('the provisioned settings of docker-compose can all be used', () => {
  const file = path.join(__dirname, '../../../provisioning/plugins/memcg-kmemleak-app.yaml');
  const [app] = read(readFileSync(file, 'utf8')).apps;
  const { settings, problems } = parseSettings(app?.jsonData);
  expect(problems).toEqual([]);
  expect(settings.metricsDataSourceUid).toBe('prometheus');
});
