// What mixtool and pint ask of a rule file and can be asked without a server, as tests.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}
interface Group {
  name: string;
  interval?: string;
  rules: Rule[];
}

const read = (file: string): unknown => parse(readFileSync(path.join(__dirname, file), 'utf8'));
const { groups } = read('memcg-kmem.rules.yaml') as { groups: Group[] };
const rules = groups.flatMap((group) => group.rules);
const alerts = rules.flatMap((rule) => (rule.alert === undefined ? [] : [{ ...rule, alert: rule.alert }]));
const records = rules.flatMap((rule) => (rule.record === undefined ? [] : [{ ...rule, record: rule.record }]));

// Everything that a template may print.
const templates = (rule: Rule) => [...Object.values(rule.labels ?? {}), ...Object.values(rule.annotations ?? {})];
const minutes = (duration: string) => {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  return (Number(amount) * ({ s: 1, m: 60, h: 3600, d: 86400 }[unit ?? ''] ?? NaN)) / 60;
};

describe.each(groups)('group $name', ({ name, interval, rules: inGroup }) => {
  it('has a name of at most 40 characters and at most 20 rules', () => {
    expect(name.length).toBeLessThanOrEqual(40);
    expect(inGroup.length).toBeLessThanOrEqual(20);
  });

  it('leaves no hole in what it records: at most five minutes between runs', () => {
    expect(interval === undefined ? 1 : minutes(interval)).toBeLessThan(5);
  });
});

describe.each(alerts)('alert $alert', (rule) => {
  const { alert, expr, labels = {}, annotations = {} } = rule;

  it('is named as one of ours', () => {
    expect(alert).toMatch(/^([A-Z]+[a-z0-9]+)+$/);
    expect(alert).toMatch(/^MemcgKmem/);
    expect(alert.length).toBeLessThanOrEqual(40);
  });

  it('waits before it fires', () => {
    expect(minutes(rule.for ?? '')).toBeGreaterThan(0);
  });

  it('has a severity and no label that changes with the value', () => {
    expect(['critical', 'warning', 'info']).toContain(labels.severity);
    expect(Object.values(labels).join(' ')).not.toMatch(/\$value|\.Value|\{\{/);
  });

  it('has a static summary and a templated description', () => {
    expect(annotations.summary).toMatch(/^[A-Z].+\.$/);
    expect(annotations.summary).not.toContain('{{');
    expect(annotations.description).toMatch(/\{\{ (?:with )?\$labels\./);
  });

  it('links to its node, or to all nodes of its kernel', () => {
    if (alert === 'MemcgKmemKernelExposed') {
      expect(annotations.runbook_url).toMatch(/\/a\/memcg-kmemleak-app\/runbook\/\{\{ \$labels\.fix \}\}$/);
      expect(annotations.dashboard_url).toMatch(
        /\/nodes\?\{\{ with .+ \}\}cluster=.+&\{\{ end \}\}state=exposed&q=.+kernel_version/
      );
      return;
    }
    // Of names, which no link leads to: of what is delivered.
    if (alert === 'MemcgKmemNodesMixed') {
      expect(annotations.runbook_url).toBe('/a/memcg-kmemleak-app/coverage');
      return;
    }
    expect(annotations.description).toContain('{{ $labels.node }}');
    expect(annotations.runbook_url).toMatch(
      /\/a\/memcg-kmemleak-app\/runbook\/.+\?\{\{ with .+ \}\}cluster=.+&\{\{ end \}\}node=/
    );
    expect(annotations.dashboard_url).toMatch(
      /\/d\/memcg-kmem-leak\?\{\{ with .+ \}\}var-cluster=.+&\{\{ end \}\}var-node=/
    );
  });

  it('never prints a value without saying how', () => {
    for (const text of templates(rule)) {
      expect(text).not.toMatch(/\{\{\s*\$value\s*\}\}/);
    }
  });

  it('asks nothing fragile: no topk, no absent, no regular expression that ends in .* for nothing', () => {
    expect(expr).not.toMatch(/\b(topk|bottomk|absent|absent_over_time|limitk|info)\s*\(/);
    expect(expr).not.toMatch(/=~"[^"|]*[^.\])]\.\*"/);
  });

  it('reads recorded series only', () => {
    const recorded = new Set(records.map(({ record }) => record));
    for (const [name] of expr.matchAll(/\b[a-z]+:[a-z0-9_]+:[a-z0-9_]+/g)) {
      expect(recorded).toContain(name);
    }
    expect(expr).not.toMatch(/\b(node|kube|kubelet)_[a-z]/);
  });
});

describe.each(records)('record $record', ({ record, expr, labels }) => {
  it('is named level:metric:operations', () => {
    expect(record).toMatch(
      /^(instance|node|suspect|kernel_version|cluster|group|series):memcg_kmem_[a-z0-9_]+:[a-z0-9_]+$/
    );
  });

  it('adds no label and ends with one row for each node', () => {
    expect(labels).toBeUndefined();
    expect(expr).not.toMatch(/\b(sum|avg)\b/);
  });

  it('runs on every supported server: no function newer than Prometheus 2.42', () => {
    expect(expr).not.toMatch(
      /\b(info|limitk|limit_ratio|sort_by_label|holt_winters|double_exponential_smoothing)\s*\(/
    );
    expect(expr).not.toMatch(/group_(left|right)\s*\(\s*\*/);
  });
});

describe('the whole', () => {
  it('records and alerts under each name once', () => {
    const names = [...records.map(({ record }) => record), ...alerts.map(({ alert }) => alert)];
    expect(names).toEqual([...new Set(names)]);
  });

  it('records nothing after it is read within a group, but for what a rule says to have recorded before', () => {
    for (const { rules: inGroup } of groups) {
      inGroup.forEach(({ expr, record }, index) => {
        const later = inGroup.slice(index).flatMap(({ record: each }) => each ?? []);
        const readNow = expr.replaceAll(`last_over_time(${record}[`, '');
        for (const name of later) {
          expect([name, readNow.includes(name)]).toEqual([name, false]);
        }
      });
    }
  });

  it('carries every selector into braces: no bare info join, aggregation on the right of every group_left', () => {
    for (const { expr } of rules) {
      expect(expr).not.toMatch(/group_left\s*\([^)]*\)\s*(node_uname_info|kube_node_info|kube_pod_info)/);
    }
  });

  it('is the same in the PrometheusRule object, which kube-prometheus-stack selects', () => {
    const object = read('memcg-kmem.prometheusrule.yaml') as {
      kind: string;
      metadata: { labels: Record<string, string> };
      spec: { groups: Group[] };
    };
    expect(object.kind).toBe('PrometheusRule');
    expect(object.metadata.labels.release).toBe('kube-prometheus-stack');
    expect(object.spec.groups).toEqual(groups);
  });
});
