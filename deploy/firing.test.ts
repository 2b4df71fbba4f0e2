import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { missingCommand, type WatchedMachine, watchThisMachine } from '../dev/leak/watchedMachine';

const missing = missingCommand();
const title = 'the real probe through the real node_exporter and Prometheus';

(missing === undefined ? describe : describe.skip)(title + (missing ? ` (skipped: no ${missing})` : ''), () => {
  let machine: WatchedMachine;
  let workDir: string;

  beforeAll(async () => {
    workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-firing-'));
    machine = await watchThisMachine(impatientRules());
  }, 120_000);
  afterAll(async () => {
    await machine?.close();
    rmSync(workDir, { recursive: true, force: true });
  }, 60_000);

  test('every series comes back with the node it is about', async () => {
    const node = hostname();
    for (const metric of [
      'memcg_kmem_cmdline_nokmem',
      'memcg_kmem_memory_cgroups',
      'memcg_kmem_probe_input_error{input="cmdline"}',
      'memcg_kmem_probe_info{version="0.1.0"}',
      'memcg_kmem_probe_last_run_timestamp_seconds',
      'memcg_kmem_probe_duration_seconds',
      'node_textfile_mtime_seconds{file=~".*/memcg_kmem.prom"}',
    ]) {
      expect(
        await machine.watch(`${metric} * on (instance) group_left () up{node="${node}"}`, () => true)
      ).toBeDefined();
    }
    expect(await machine.value('node_textfile_scrape_error')).toBe(0);
  }, 180_000);

  test('test-alert fires MemcgKmemCreationFailing for this node, and leaves nothing behind', async () => {
    const script = path.join(__dirname, 'node-probe/test-alert');
    const running = execFile('sh', [script, machine.textfileDir, '600']);
    try {
      const firing = `ALERTS{alertname="MemcgKmemCreationFailing",alertstate="firing",node="${hostname()}"}`;
      expect(await machine.watch(firing, (value) => value === 1)).toBe(1);
    } finally {
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      await ended;
    }
    expect(() => readFileSync(path.join(machine.textfileDir, 'memcg_kmem_test_alert.prom'))).toThrow('ENOENT');
  }, 240_000);

  // The rules as shipped, but evaluated each second and without the wait, which promtool tests beside them cover.
  function impatientRules(): string {
    const { groups } = parse(readFileSync(path.join(__dirname, '../alerts/memcg-kmem.rules.yaml'), 'utf8')) as {
      groups: Array<{ interval?: string; rules: Array<{ for?: string }> }>;
    };
    for (const group of groups) {
      delete group.interval;
      group.rules.forEach((rule) => delete rule.for);
    }
    const file = path.join(workDir, 'rules.yaml');
    writeFileSync(file, stringify({ groups }));
    return file;
  }
});
