// npm run screenshots: pictures of the pages, taken from the demo's services, into docs/screenshots/.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { launchOptions } from '../e2e/chromium';
import { type HostDataSource } from './host/data-sources';
import { ensureBuilt } from './launcher/built';
import { ensurePackages } from './launcher/debian';
import { startBackend, startGrafana } from './launcher/stack';
import { type RunningProxies, startProxies } from './proxies/proxies';

const root = path.resolve(__dirname, '..');
const outDir = path.join(root, 'docs/screenshots');
const app = '/a/memcg-kmemleak-app';
const seed = 'cluster=prod-a&node=i-2zeav45krsh6sr8t9r4q';

interface Shot {
  name: string;
  /** Path and query under the app. */
  address: string;
  theme: 'dark' | 'light';
  width?: number;
  height?: number;
  fullPage?: boolean;
  /** Something to wait for, by test id or text. */
  awaits: { testId: string } | { text: RegExp };
  before?: (page: Page) => Promise<void>;
  /** How long what is waited for may take; a minute by default. */
  patienceMs?: number;
}

const rows = { testId: 'node-row' };
/** Stands in the table once the event pipelines are known, which come last. */
const coverageAnswer = { text: /kube_event_info/ };

async function openSeedDetails(page: Page): Promise<void> {
  await page.getByRole('button', { name: /show details of i-2zeav45krsh6sr8t9r4q/i }).click();
}

const shots: Shot[] = [
  // Beside Grafana's docked menu.
  { name: 'nodes-dark', address: '/nodes?', theme: 'dark', width: 1440, awaits: rows },
  { name: 'nodes-light', address: '/nodes?', theme: 'light', width: 1440, awaits: rows },
  { name: 'nodes-narrow', address: '/nodes?', theme: 'dark', width: 390, height: 844, awaits: rows },
  {
    name: 'node-details',
    address: '/nodes?state=failing',
    theme: 'dark',
    awaits: rows,
    before: openSeedDetails,
    fullPage: true,
  },
  {
    name: 'node-dark',
    address: `/nodes/i-2zeav45krsh6sr8t9r4q?cluster=prod-a`,
    theme: 'dark',
    awaits: { text: /Unreclaimable slab: last/ },
    fullPage: true,
  },
  {
    name: 'node-light-narrow',
    address: `/nodes/bj-k8s-node-004?cluster=prod-b`,
    theme: 'light',
    width: 390,
    awaits: { text: /Unreclaimable slab: last/ },
    fullPage: true,
  },
  {
    name: 'node-narrow',
    address: `/nodes/i-2zeav45krsh6sr8t9r4q?cluster=prod-a`,
    theme: 'dark',
    width: 390,
    awaits: { text: /Unreclaimable slab: last/ },
    fullPage: true,
  },
  {
    name: 'node-zh',
    address: `/nodes/i-2zeav45krsh6sr8t9r4q?cluster=prod-a&language=zh-Hans`,
    theme: 'light',
    width: 1440,
    awaits: { testId: 'node-verdict' },
    fullPage: true,
  },
  { name: 'coverage-dark', address: '/coverage?', theme: 'dark', awaits: coverageAnswer, fullPage: true },
  {
    name: 'coverage-light-narrow',
    address: '/coverage?',
    theme: 'light',
    width: 420,
    awaits: coverageAnswer,
    fullPage: true,
  },
  { name: 'nodes-empty', address: '/nodes?ds=empty', theme: 'dark', awaits: { text: /knows no nodes/ } },
  { name: 'nodes-unreachable', address: '/nodes?ds=unreachable', theme: 'light', awaits: { text: /answered none/ } },
  {
    name: 'runbook-narrow',
    address: `/runbook/nokmem?${seed}`,
    theme: 'dark',
    width: 420,
    awaits: { testId: 'node-verdict' },
    fullPage: true,
  },
  {
    name: 'runbook-general',
    address: '/runbook/nokmem?',
    theme: 'dark',
    awaits: { testId: 'runbook-do-now' },
    fullPage: true,
  },
  {
    name: 'runbook-confirm',
    address: `/runbook/confirm?${seed}`,
    theme: 'dark',
    awaits: { testId: 'node-verdict' },
    fullPage: true,
  },
  {
    name: 'runbook-look-alikes',
    address: '/runbook/not-this-fault?',
    theme: 'light',
    width: 800,
    awaits: { testId: 'runbook-do-now' },
    fullPage: true,
  },
  {
    name: 'runbook',
    address: `/runbook/nokmem?${seed}`,
    theme: 'light',
    awaits: { testId: 'node-verdict' },
    fullPage: true,
  },
  {
    name: 'runbook-proof',
    address: '/runbook/nokmem?cluster=prod-a&node=i-2zev6b9n2m5q8w1e4rty',
    theme: 'dark',
    awaits: { testId: 'proof' },
    before: async (page) => page.getByTestId('verify').scrollIntoViewIfNeeded(),
  },
  // Alerts wait two minutes before they fire.
  {
    name: 'alerts-dark',
    address: '/alerts?refresh=5s',
    theme: 'dark',
    awaits: { text: /Firing · critical/ },
    patienceMs: 300_000,
    fullPage: true,
  },
  {
    name: 'alerts-light-narrow',
    address: '/alerts?refresh=5s',
    theme: 'light',
    width: 420,
    awaits: { text: /Firing · critical/ },
    patienceMs: 300_000,
    fullPage: true,
  },
];

async function take(browser: Browser, hostUrl: string, shot: Shot): Promise<void> {
  const page = await browser.newPage({ viewport: { width: shot.width ?? 1600, height: shot.height ?? 900 } });
  await page.goto(`${hostUrl}${app}${shot.address}&theme=${shot.theme}`);
  const { awaits } = shot;
  const locator = 'testId' in awaits ? page.getByTestId(awaits.testId) : page.getByText(awaits.text);
  await locator.first().waitFor({ timeout: shot.patienceMs ?? 60_000 });
  await page.waitForLoadState('networkidle');
  await shot.before?.(page);
  // Grafana fetches each icon when it is first drawn.
  await page.waitForFunction(() => [...document.querySelectorAll('button')].every((each) => each.innerHTML !== ''));
  await page.waitForTimeout(1000);
  await page.screenshot({
    path: path.join(outDir, `${shot.name}.png`),
    fullPage: shot.fullPage,
    animations: 'disabled',
  });
  await page.close();
  console.log(`docs/screenshots/${shot.name}.png`);
}

function dataSources({ addressOf }: RunningProxies<'prometheus'>): HostDataSource[] {
  const type = 'prometheus';
  return [
    { type, uid: 'prometheus', name: 'Prometheus', url: addressOf('none', type), isDefault: true },
    { type, uid: 'empty', name: 'Empty Prometheus', url: addressOf('empty', type) },
    { type, uid: 'unreachable', name: 'Unreachable Prometheus', url: addressOf('unreachable', type) },
  ];
}

async function main(): Promise<void> {
  ensurePackages(['prometheus', 'prometheus-node-exporter', 'chromium'], console.log);
  await ensureBuilt(console.log);
  mkdirSync(outDir, { recursive: true });
  const wanted = process.argv.slice(2);
  const backend = await startBackend(path.join(root, '.demo/screenshots'), console.log);
  const proxies = await startProxies({ port: 0, servers: { prometheus: backend.prometheusUrl } });
  const host = await startGrafana('13.2.2', dataSources(proxies));
  const browser = await chromium.launch(launchOptions);
  try {
    for (const shot of shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      await take(browser, host.url, shot);
    }
  } finally {
    await browser.close();
    await host.close();
    await proxies.close();
    await backend.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
