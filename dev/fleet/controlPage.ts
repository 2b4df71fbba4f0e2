import { type Action, actionMeanings, actions } from './actions';
import { type NodeListing } from './liveFleet';

/** Nothing is fetched and nothing is run: buttons are forms. */
export const controlPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

/** Buttons that make nodes fail, leak, reboot and get fixed. */
export function controlPage(nodes: readonly NodeListing[], nowSeconds: number): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Simulated fleet</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 1.5rem; color-scheme: light dark }
table { border-collapse: collapse }
th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top }
form { display: inline }
button { font: inherit }
dt { font-weight: 600 }
</style>
</head>
<body>
<h1>Simulated fleet</h1>
<p>What a button does is scraped within 15 seconds, and judged by the page at its next refresh.</p>
<dl>
${actions.map((action) => `<dt>${action}</dt><dd>${escapeHtml(actionMeanings[action])}</dd>`).join('\n')}
</dl>
<table>
<thead><tr><th scope="col">Node</th><th scope="col">Began as</th><th scope="col">Last done</th><th scope="col">Do</th></tr></thead>
<tbody>
${nodes.map((node) => row(node, nowSeconds)).join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function row({ cluster, node, archetype, expected, last }: NodeListing, nowSeconds: number): string {
  const buttons = actions.map((action) => button(actionPath(cluster, node, action), action, node)).join(' ');
  const done = last ? `${last.action}, ${Math.max(0, Math.round(nowSeconds - last.atSeconds))} s ago` : '';
  const cells = [
    `${escapeHtml(node)}<br><small>${escapeHtml(cluster)}</small>`,
    `${escapeHtml(archetype)}<br><small>${expected.state}</small>`,
    done,
    buttons,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function button(path: string, action: Action, node: string): string {
  return `<form method="post" action="${escapeHtml(path)}"><button aria-label="${escapeHtml(`${action} ${node}`)}">${action}</button></form>`;
}

export function actionPath(cluster: string, node: string, action: Action): string {
  return `/nodes/${encodeURIComponent(cluster)}/${encodeURIComponent(node)}/${action}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
