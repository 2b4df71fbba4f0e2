import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { hasCommand } from '../dev/launcher/debian';

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => path.join(__dirname, file))
  .filter((file) => statSync(file).isFile());
const named = (pattern: RegExp) =>
  files.filter((file) => pattern.test(file)).map((file) => path.relative(__dirname, file));
const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');

function documents(file: string): unknown[] {
  return parseAllDocuments(read(file), { uniqueKeys: true, strict: true }).map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS() as unknown;
  });
}

test.each(named(/\.ya?ml$/))('%s is YAML without errors or duplicate keys', (file) => {
  for (const document of documents(file)) {
    expect(document).toEqual(expect.any(Object));
  }
});

test('events may be read, and nothing else', () => {
  const [account, role, binding] = documents('events/rbac.yaml') as Array<Record<string, unknown>>;
  expect(role?.rules).toEqual([
    { apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['get', 'list', 'watch'] },
  ]);
  expect((binding as { subjects: unknown[] }).subjects[0]).toMatchObject({
    kind: account?.kind,
    name: (account?.metadata as { name: string }).name,
  });
});

interface Container {
  name: string;
  securityContext: Record<string, unknown>;
  volumeMounts: Array<{ name: string; readOnly?: boolean }>;
}
interface PodSpec {
  containers: Container[];
  initContainers: Container[];
  automountServiceAccountToken: boolean;
  volumes: Array<{ name: string; hostPath?: { path: string } }>;
}

describe('DaemonSet of the node probe', () => {
  const [daemonSet] = documents('node-probe/kubernetes/daemonset.yaml') as Array<{
    spec: { template: { spec: PodSpec } };
  }>;
  const pod = daemonSet?.spec.template.spec as PodSpec;

  test('asks for no host namespace, no privilege, no token', () => {
    expect(pod).not.toHaveProperty('hostPID');
    expect(pod).not.toHaveProperty('hostNetwork');
    expect(pod.automountServiceAccountToken).toBe(false);
    for (const container of [...pod.initContainers, ...pod.containers]) {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
      });
      expect(container.securityContext.capabilities).toMatchObject({ drop: ['ALL'] });
    }
    expect(pod.containers[0]?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
  });

  test('writes to the host in one folder only', () => {
    const onHost = new Set(pod.volumes.filter((volume) => volume.hostPath).map((volume) => volume.name));
    const written = [...pod.initContainers, ...pod.containers]
      .flatMap((container) => container.volumeMounts)
      .filter((mount) => onHost.has(mount.name) && mount.readOnly !== true)
      .map((mount) => mount.name);
    expect(new Set(written)).toEqual(new Set(['textfile']));
  });
});

test('all say the same textfile folder', () => {
  const folder = '/var/lib/node_exporter/textfile_collector';
  for (const file of [
    ...named(/collectors\/.*(stack|k8s-monitoring-\d)\.yaml$/),
    ...named(/(libsonnet|unix-exporter\.alloy|daemonset\.yaml|probe\.default|memcg-kmem-probe)$/),
  ]) {
    expect(read(file)).toContain(folder);
  }
});

describe('patterns of the event pipelines', () => {
  const told = 'unable to ensure pod container exists: failed to create container for [kubepods besteffort pod1] : ';
  const refused = [
    `${told}mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: cannot allocate memory`,
    '(combined from similar events): Error: failed to start container "web": mkdir /sys/fs/cgroup/memory/kubepods.slice/a.slice/cri-containerd-9f.scope: no space left on device: unknown',
    'caused: mkdir /sys/fs/cgroup/memory/docker/9f86: Cannot allocate memory: unknown',
  ];
  const lookAlikes = [
    `${told}dbus: connection closed by user`,
    'inotify_add_watch /sys/fs/cgroup/memory/kubepods/pod1: no space left on device',
    `${told}mkdir /sys/fs/cgroup/devices/kubepods/pod1: no such file or directory`,
    'mkdir /sys/fs/cgroup/cpuset/kubepods/pod1: no space left on device',
    'mkdir /var/lib/kubelet/pods/1: no space left on device',
  ];

  // Undone quoting: of LogQL inside Alloy (raw or quoted), of OTTL.
  const patterns: Record<string, string> = {
    'events/alloy/events.alloy': unquote(match('events/alloy/events.alloy', /\|~ ("(?:[^"\\]|\\.)*")`/)),
    'events/k8s-monitoring/values.yaml': unquote(
      unquote(`"${match('events/k8s-monitoring/values.yaml', /\|~ (\\".*\\")"/)}"`)
    ),
    'events/opentelemetry/collector.yaml': unquote(
      match('events/opentelemetry/collector.yaml', /IsMatch\(body, ("(?:[^"\\]|\\.)*")\)/)
    ),
  };

  test.each(Object.entries(patterns))('%s', (_, pattern) => {
    const expression = new RegExp(pattern.replace(/^\(\?i\)/, ''), 'i');
    // The pipeline sees the line as logfmt: the message quoted.
    const line = (message: string) =>
      `kind=Pod reason=FailedCreatePodContainer count=7 msg=${JSON.stringify(message)} `;
    expect(refused.filter((message) => !expression.test(message) || !expression.test(line(message)))).toEqual([]);
    expect(lookAlikes.filter((message) => expression.test(message) || expression.test(line(message)))).toEqual([]);
  });

  function match(file: string, pattern: RegExp): string {
    const found = pattern.exec(read(file))?.[1];
    if (found === undefined) {
      throw new Error(`${file} has no pattern`);
    }
    return found;
  }

  function unquote(text: string): string {
    return JSON.parse(text) as string;
  }
});

test('counters outlive the pause between two writes of an event', () => {
  for (const file of named(/events\/(alloy\/.*\.alloy|k8s-monitoring\/.*|opentelemetry\/.*)$/)) {
    expect(read(file)).toMatch(/max_idle_duration += "24h"|metric_expiration: 24h/);
  }
});

(hasCommand('jsonnet') ? test : test.skip)('kube-prometheus: arguments, mount, volume and label are added', () => {
  const stub = `
    {
      nodeExporter: {
        daemonset: { spec: { template: { spec: {
          containers: [{ name: 'node-exporter', args: ['--a'], volumeMounts: [] }, { name: 'kube-rbac-proxy' }],
          volumes: [{ name: 'sys' }],
        } } } },
        serviceMonitor: { spec: { endpoints: [{ port: 'https', relabelings: [{ targetLabel: 'instance' }] }] } },
      },
    } + (import 'collectors/kube-prometheus.libsonnet')`;
  const { nodeExporter } = JSON.parse(execFileSync('jsonnet', ['-J', __dirname, '-e', stub], { encoding: 'utf8' })) as {
    nodeExporter: { daemonset: { spec: { template: { spec: PodSpec } } }; serviceMonitor: unknown };
  };
  const { containers, volumes } = nodeExporter.daemonset.spec.template.spec;
  expect(containers[0]).toMatchObject({
    args: ['--a', '--collector.cgroups', '--collector.textfile.directory=/host/textfile'],
    volumeMounts: [{ name: 'textfile', readOnly: true }],
  });
  expect(containers[1]).toEqual({ name: 'kube-rbac-proxy' });
  expect(volumes.map((volume) => volume.name)).toEqual(['sys', 'textfile']);
  expect(JSON.stringify(nodeExporter.serviceMonitor)).toContain('"targetLabel":"node"');
});

(hasCommand('kubectl') ? test : test.skip)('kustomize puts the probe itself into the ConfigMap', () => {
  const rendered = parseAllDocuments(
    execFileSync('kubectl', ['kustomize', path.join(__dirname, 'node-probe')], { encoding: 'utf8' })
  ).map((document) => document.toJS() as { kind: string; data?: Record<string, string> });
  expect(rendered.find(({ kind }) => kind === 'ConfigMap')?.data?.['memcg-kmem-probe']).toBe(
    read('node-probe/memcg-kmem-probe')
  );
});

(hasCommand('systemd-analyze') ? test : test.skip)('systemd finds nothing wrong with the units', () => {
  const units = named(/\.(service|timer)$/).map((file) => path.join(__dirname, file));
  let said = '';
  try {
    execFileSync('systemd-analyze', ['verify', ...units], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    said = String((error as { stderr: Buffer }).stderr);
  }
  // The one thing that is not there before an installation.
  const unexpected = said
    .split('\n')
    .filter((line) => line !== '' && !line.includes('memcg-kmem-probe is not executable'));
  expect(unexpected).toEqual([]);
});
