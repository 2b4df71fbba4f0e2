import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, openServices, startService } from '../launcher/service';
import { engineCommand, engineFolder } from './engines';

/** A Kubernetes API that keeps what it is told, with nobody behind it: no kubelet, no scheduler, no controller. */
export interface KubernetesApi {
  /** For KUBECONFIG; its context is called "real". */
  kubeconfig: string;
  /** The folder of its kubectl, for a search path. */
  commands: string;
  /** What kubectl prints. Throws with its complaint where it fails. */
  kubectl(...args: string[]): string;
  /** Creates what these manifests say, status included. */
  create(...manifests: readonly Manifest[]): void;
  close(): Promise<void>;
}

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string } & Record<string, unknown>;
  status?: unknown;
  [field: string]: unknown;
}

/** @param workDir an empty folder for its keys, its data and its log */
export async function startKubernetesApi(workDir: string): Promise<KubernetesApi> {
  const { keep, close } = openServices();
  try {
    const etcdUrl = await startEtcd(path.join(workDir, 'etcd'), keep);
    const kubeconfig = await startApiServer(workDir, etcdUrl, keep);
    return { kubeconfig, commands: engineFolder('kubernetes'), ...kubectlOf(kubeconfig), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Keep = ReturnType<typeof openServices>['keep'];

async function startEtcd(dataDir: string, keep: Keep): Promise<string> {
  const [clients, peers] = [await freePort(), await freePort()].map((port) => `http://127.0.0.1:${port}`);
  const flags = {
    'data-dir': dataDir,
    'listen-client-urls': clients,
    'advertise-client-urls': clients,
    'listen-peer-urls': peers,
    'initial-advertise-peer-urls': peers,
    'initial-cluster': `default=${peers}`,
    'log-level': 'error',
  };
  const command = engineCommand('etcd', 'etcd');
  const { url } = await keep(
    startService({ name: 'etcd', command, args: asArguments(flags), url: clients ?? '', readyPath: '/health' })
  );
  return url;
}

async function startApiServer(workDir: string, etcdUrl: string, keep: Keep): Promise<string> {
  mkdirSync(workDir, { recursive: true });
  const port = await freePort();
  const token = randomBytes(16).toString('hex');
  const file = (name: string, text: string) => {
    writeFileSync(path.join(workDir, name), text, { mode: 0o600 });
    return path.join(workDir, name);
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = file('accounts.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const flags = {
    'etcd-servers': etcdUrl,
    'bind-address': '127.0.0.1',
    'secure-port': String(port),
    'cert-dir': path.join(workDir, 'certificates'),
    'token-auth-file': file('tokens.csv', `${token},admin,admin,system:masters\n`),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': key,
    'service-account-signing-key-file': key,
    'service-cluster-ip-range': '10.96.0.0/16',
    // Nobody makes the accounts that it would give to pods.
    'disable-admission-plugins': 'ServiceAccount',
  };
  const kubeconfig = file('kubeconfig', JSON.stringify(contextOf(`https://127.0.0.1:${port}`, token)));
  const command = engineCommand('kubernetes', 'kube-apiserver');
  await keep(
    startService({
      name: 'kube-apiserver',
      command,
      args: asArguments(flags),
      url: `https://127.0.0.1:${port}`,
      // Its certificate is its own.
      isReady: () => kubectlAnswers(kubeconfig, ['get', '--raw', '/readyz']),
    })
  );
  return kubeconfig;
}

const asArguments = (flags: Readonly<Record<string, string | undefined>>) =>
  Object.entries(flags).map(([name, value]) => `--${name}=${value}`);

const contextOf = (server: string, token: string) => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'real', cluster: { server, 'insecure-skip-tls-verify': true } }],
  users: [{ name: 'admin', user: { token } }],
  contexts: [{ name: 'real', context: { cluster: 'real', user: 'admin' } }],
  'current-context': 'real',
});

const kubectlCommand = () => engineCommand('kubernetes', 'kubectl');

function kubectlAnswers(kubeconfig: string, args: readonly string[]): boolean {
  return spawnSync(kubectlCommand(), [`--kubeconfig=${kubeconfig}`, ...args], { stdio: 'ignore' }).status === 0;
}

function kubectlOf(kubeconfig: string) {
  const run = (args: readonly string[], input?: string) =>
    execFileSync(kubectlCommand(), [`--kubeconfig=${kubeconfig}`, ...args], {
      encoding: 'utf8',
      input,
      // It waits for what nobody here does.
      timeout: 60_000,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  const kubectl = (...args: string[]) => run(args);
  return {
    kubectl,
    create: (...manifests: readonly Manifest[]) => {
      const list = { apiVersion: 'v1', kind: 'List', items: manifests };
      run(['create', '-f', '-'], JSON.stringify(list));
      // What a status says is dropped on creation, of all that have one.
      for (const { kind, metadata, status } of manifests.filter((each) => each.status !== undefined)) {
        const namespace = metadata.namespace === undefined ? [] : [`--namespace=${metadata.namespace}`];
        const patch = JSON.stringify({ status });
        kubectl('patch', kind, metadata.name, ...namespace, '--subresource=status', '--type=merge', `--patch=${patch}`);
      }
    },
  };
}
