// The rules for Grafana itself, against the shape that its provisioning reads
// (https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/) and against the rules
// for Prometheus, of which they are to say the same.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

interface GrafanaQuery {
  refId: string;
  relativeTimeRange: { from: number; to: number };
  datasourceUid: string;
  model: { refId: string; expr?: string; instant?: boolean; type?: string; expression?: string };
}

interface GrafanaRule {
  uid: string;
  title: string;
  condition: string;
  data: GrafanaQuery[];
  noDataState?: string;
  execErrState?: string;
  for?: string;
  keepFiringFor?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  record?: { metric: string; from: string };
}

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

interface TerraformRule {
  name: string;
  uid: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  data: Array<{ datasource_uid: string; model: string; ref_id: string; relative_time_range: object[] }>;
  record?: Array<{ metric: string; from: string; target_datasource_uid: string }>;
}

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');
const provisioning = parse(read('grafana/memcg-kmem.alerting.yaml')) as {
  apiVersion: number;
  groups: Array<{ orgId: number; name: string; folder: string; interval: string; rules: GrafanaRule[] }>;
};
const terraform = JSON.parse(read('grafana/memcg-kmem.tf.json')) as {
  variable: Record<string, unknown>;
  resource: { grafana_rule_group: Record<string, { name: string; interval_seconds: number; rule: TerraformRule[] }> };
};
const prometheus = parse(read('memcg-kmem.rules.yaml')) as {
  groups: Array<{ name: string; interval?: string; rules: Rule[] }>;
};

const rules = provisioning.groups.flatMap((group) => group.rules);
const alerts = rules.filter(({ record }) => !record);
const recordings = rules.filter(({ record }) => record);
const known = prometheus.groups.flatMap((group) => group.rules);
const exprOf = ({ data }: GrafanaRule) => data[0]?.model.expr ?? '';
const duration = /^\d+[smhd]$/;
const longestQuestionBytes = 7000;

/** The fields that Grafana reads of a rule: it passes over any other, and what was meant by it, in silence. */
const fields = [
  ...['uid', 'title', 'condition', 'data', 'noDataState', 'execErrState', 'for', 'keepFiringFor'],
  ...['labels', 'annotations', 'record'],
];

describe('the provisioning file', () => {
  it('has the version, groups, folders and intervals that Grafana asks for', () => {
    expect(provisioning.apiVersion).toBe(1);
    for (const group of provisioning.groups) {
      expect(Object.keys(group).sort()).toEqual(['folder', 'interval', 'name', 'orgId', 'rules']);
      expect(group).toMatchObject({
        orgId: 1,
        folder: 'Memcg kmem leak',
        interval: expect.stringMatching(duration) as string,
      });
      expect(group.rules.length).toBeGreaterThan(0);
    }
    expect(provisioning.groups.map(({ name }) => name)).toEqual(prometheus.groups.map(({ name }) => name));
  });

  it('names each rule once, in a form that Grafana takes', () => {
    for (const { uid } of rules) {
      expect(uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
    }
    expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
  });

  it.each(rules.map((rule) => [rule.title, rule] as const))(
    '%s has what a rule needs and nothing unknown',
    (_, rule) => {
      expect(Object.keys(rule).filter((key) => !fields.includes(key))).toEqual([]);
      const refs = rule.data.map(({ refId }) => refId);
      expect(new Set(refs).size).toBe(refs.length);
      expect(refs).toContain(rule.condition);
      for (const { refId, model, relativeTimeRange, datasourceUid } of rule.data) {
        expect(model.refId).toBe(refId);
        expect(relativeTimeRange.from).toBeGreaterThanOrEqual(relativeTimeRange.to);
        if (datasourceUid === '__expr__') {
          expect(model).toMatchObject({ type: 'threshold' });
          expect(refs).toContain(model.expression);
        } else {
          expect(model).toMatchObject({ instant: true, expr: expect.stringMatching(/\S/) as string });
        }
      }
      if (rule.record) {
        expect(refs).toContain(rule.record.from);
        expect(rule.record.metric).toMatch(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/);
      } else {
        expect(['Alerting', 'NoData', 'OK', 'KeepLast']).toContain(rule.noDataState);
        expect(['Alerting', 'Error', 'OK', 'KeepLast']).toContain(rule.execErrState);
        expect(rule.for).toMatch(duration);
      }
    }
  );

  it('asks no question that is too long for an address', () => {
    const long = rules.filter((rule) => encodeURIComponent(exprOf(rule)).length > longestQuestionBytes);
    expect(long.map(({ title }) => title)).toEqual([]);
  });

  it('has nothing in its labels that Grafana would take for a variable of its environment', () => {
    expect(alerts.flatMap(({ labels = {} }) => Object.values(labels)).filter((value) => value.includes('$'))).toEqual(
      []
    );
  });
});

describe('what is said', () => {
  it('is recorded under the same names, the long table of kernels in parts', () => {
    const names = recordings.map(({ record }) => record?.metric ?? '');
    const parts = names.filter((name) => /_part\d+:/.test(name));
    expect(names).toEqual(known.flatMap(({ record }) => record ?? []));
    const whole = recordings.find(({ title }) => title === 'kernel_version:memcg_kmem_kernel:info');
    expect(whole && exprOf(whole).split(/\s+or on \(kernel_version\)\s+/)).toEqual(parts);
  });

  it.each(known.filter(({ alert }) => alert).map((rule) => [rule.alert, rule] as const))(
    '%s has the same labels, texts and links',
    (name, rule) => {
      const ours = alerts.find(({ title }) => title === name);
      expect(ours).toMatchObject({ labels: rule.labels, for: rule.for });
      expect(ours?.keepFiringFor).toBe(rule.keep_firing_for);
      expect(Object.keys(ours?.annotations ?? {}).sort()).toEqual(Object.keys(rule.annotations ?? {}).sort());
      expect(ours?.annotations?.summary).toBe(rule.annotations?.summary);
      expect(ours?.annotations?.dashboard_url).toBe(rule.annotations?.dashboard_url);
      const ends = (url = '') => [url.split('/runbook/')[0], url.split('}?')[1]];
      expect(ends(ours?.annotations?.runbook_url)).toEqual(ends(rule.annotations?.runbook_url));
    }
  );

  it('asks in no template: Grafana answers none, and its value has a name of its own', () => {
    for (const text of alerts.flatMap(({ annotations = {} }) => Object.values(annotations))) {
      expect(text).not.toMatch(/\|\s*query\b|\$value\b/);
    }
  });
});

describe('for promtool', () => {
  let workDir: string;
  beforeAll(() => (workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-grafana-'))));
  afterAll(() => rmSync(workDir, { recursive: true, force: true }));

  function promtool(command: string[], name: string, content: unknown): string {
    const file = path.join(workDir, name);
    writeFileSync(file, JSON.stringify(content));
    return execFileSync('promtool', [...command, file], { encoding: 'utf8', stdio: 'pipe', cwd: workDir });
  }

  const asPrometheus = {
    groups: [
      {
        name: 'grafana',
        rules: rules.map((rule) =>
          rule.record
            ? { record: rule.record.metric, expr: exprOf(rule) }
            : { alert: rule.title, expr: exprOf(rule), labels: rule.labels }
        ),
      },
    ],
  };

  it('every expression is PromQL', () => {
    expect(promtool(['check', 'rules'], 'check.yaml', asPrometheus)).toContain('SUCCESS');
  });

  it('the remedy comes from the kernel, is relief where directories are left behind or nothing is known', () => {
    const failing = asPrometheus.groups.map((group) => ({
      ...group,
      rules: group.rules.filter((rule) => 'alert' in rule && rule.alert === 'MemcgKmemCreationFailing'),
    }));
    writeFileSync(path.join(workDir, 'alerts.yaml'), JSON.stringify({ groups: failing }));
    const of = (metric: string, node: string, more = '') => ({
      series: `${metric}{cluster="a",node="${node}"${more}}`,
      values: '1x10',
    });
    const firing = (node: string, fix: string) => ({ exp_labels: { cluster: 'a', node, fix, severity: 'critical' } });
    const test = {
      rule_files: ['alerts.yaml'],
      tests: [
        {
          input_series: [
            ...['leak', 'directories', 'unknown'].map((node) => of('node:memcg_kmem_creation_failing:bool', node)),
            ...['leak', 'directories'].map((node) =>
              of('node:memcg_kmem_kernel:info', node, ',kernel_version="3.10",row="el7",class="affected",fix="nokmem"')
            ),
            // Two releases of one node, for the minutes after its kernel was changed.
            of(
              'node:memcg_kmem_kernel:info',
              'leak',
              ',kernel_version="3.10-2",row="el7",class="affected",fix="nokmem"'
            ),
            of('node:memcg_kmem_leak_growth:info', 'directories', ',growth="directories"'),
          ],
          alert_rule_test: [
            {
              eval_time: '5m',
              alertname: 'MemcgKmemCreationFailing',
              exp_alerts: [firing('leak', 'nokmem'), firing('directories', 'relief'), firing('unknown', 'relief')],
            },
          ],
        },
      ],
    };
    expect(promtool(['test', 'rules'], 'test.yaml', test)).toContain('SUCCESS');
  });
});

describe('Terraform', () => {
  const groups = Object.values(terraform.resource.grafana_rule_group);
  const texts = (text = '') => text.replaceAll('$${', '${').replaceAll('%%{', '%{');

  it('holds the same groups, rules, questions and texts', () => {
    expect(groups.map(({ name }) => name).sort()).toEqual(provisioning.groups.map(({ name }) => name).sort());
    for (const group of provisioning.groups) {
      const other = groups.find(({ name }) => name === group.name);
      expect(other?.rule.map(({ name, uid }) => [name, uid])).toEqual(
        group.rules.map(({ title, uid }) => [title, uid])
      );
      group.rules.forEach((rule, index) => {
        const theirs = other?.rule[index];
        expect(theirs?.data.map(({ model }) => JSON.parse(texts(model)) as unknown)).toEqual(
          rule.data.map(({ model }) => model)
        );
        expect(theirs?.labels).toEqual(rule.labels);
        expect(theirs?.annotations && Object.values(theirs.annotations).map(texts)).toEqual(
          rule.annotations && Object.values(rule.annotations)
        );
        expect(theirs?.record?.[0]?.metric).toBe(rule.record?.metric);
      });
    }
  });

  it('takes the data source as a variable, and nothing else of a text for a template', () => {
    const written = JSON.stringify(terraform);
    const places = [...written.matchAll(/(?<!\$)\$\{([^}]+)\}/g)].map(([, name]) => name);
    expect(new Set(places)).toEqual(new Set(['var.memcg_kmem_prometheus_uid', 'grafana_folder.memcg_kmem.uid']));
    expect(Object.keys(terraform.variable)).toEqual(['memcg_kmem_prometheus_uid']);
    expect(written).not.toMatch(/(?<!%)%\{/);
  });
});
