// Links that Grafana shows beside alerts, panels and queries. This is part of what every page of Grafana may load: it registers
// and reads what it is handed, and nothing else.
import { type AppPlugin, PluginExtensionPoints, type PluginExtensionAddedLinkConfig } from '@grafana/data';
import { getTemplateSrv, locationService } from '@grafana/runtime';
import { alertsPath, nodePath, nodesPath, runbookPath } from '../pages/shared/address/paths';
import { parseAlertContext } from './alertContext';
import { type QueryContext, parseQueryContext } from './queryContext';

type Link = PluginExtensionAddedLinkConfig;

/** Titles and descriptions stand in plugin.json as well: Grafana takes no link that is not announced there. */
export function extensionLinks(clusterLabel: () => string): Link[] {
  return [
    {
      // Nothing renders links beside an instance in Grafana 13.1 and 13.2: https://github.com/grafana/grafana/issues/130562.
      title: 'Open memcg kmem runbook',
      description: 'The runbook for this alert, filled in for its node.',
      targets: [PluginExtensionPoints.AlertInstanceAction],
      path: nodesPath,
      icon: 'book-open',
      configure: (context) => {
        const read = parseAlertContext(context, clusterLabel());
        if (read.kind !== 'ours') {
          return read.kind === 'none' ? {} : undefined;
        }
        const { runbookPath: own, node } = read.alert;
        return { path: own ?? (node ? runbookPath({ option: 'relief', key: node }) : nodesPath) };
      },
    },
    {
      title: 'Open memcg kmem node page',
      description: 'Why this node is called failing or leaking, and how long is left.',
      targets: [PluginExtensionPoints.AlertInstanceAction],
      path: nodesPath,
      icon: 'layer-group',
      configure: (context) => {
        const read = parseAlertContext(context, clusterLabel());
        if (read.kind !== 'ours') {
          return read.kind === 'none' ? {} : undefined;
        }
        return read.alert.node && { path: nodePath(read.alert.node) };
      },
    },
    {
      // Grafana shows it in the menu of rules that carry the label __grafana_origin, and on no others.
      title: 'Memcg kmem: what fires',
      description: 'For which nodes the rules fire, each with its page and its runbook.',
      targets: [PluginExtensionPoints.AlertingAlertingRuleAction],
      path: alertsPath,
      icon: 'bell',
    },
    {
      title: 'Memory cgroup leak check',
      description: 'What these slab and cgroup figures mean, node by node.',
      targets: [PluginExtensionPoints.DashboardPanelMenu, PluginExtensionPoints.ExploreToolbarAction],
      path: nodesPath,
      icon: 'layer-group',
      configure: (context) => {
        const read = parseQueryContext(context, clusterLabel(), interpolated);
        return read && { path: pathFor(read) };
      },
    },
    command('Memcg kmem leak: nodes', 'Which nodes leak memory cgroups, why, and how long is left.', nodesPath),
    command('Memcg kmem leak: alerts', 'Which alert rules are loaded, and what fires for which node.', alertsPath),
  ];
}

/** An entry of the command palette, which runs what it is given to run and does nothing with a path. */
function command(title: string, description: string, path: string): Link {
  const onClick = () => locationService.push(path);
  return { title, description, targets: [PluginExtensionPoints.CommandPalette], path, onClick };
}

/** A link that this Grafana does not take is not worth the app. */
export function addExtensionLinks(plugin: AppPlugin): AppPlugin {
  for (const link of extensionLinks(() => storedClusterLabel(plugin))) {
    try {
      plugin.addLink(link);
    } catch (error) {
      console.warn('An extension link could not be added.', error);
    }
  }
  return plugin;
}

function storedClusterLabel({ meta }: AppPlugin): string {
  const label: unknown = (meta?.jsonData as { clusterLabel?: unknown } | undefined)?.clusterLabel;
  return typeof label === 'string' && /^[a-zA-Z_]\w*$/.test(label) ? label : 'cluster';
}

function pathFor({ node, sourceUid, from, to }: QueryContext): string {
  const query = new URLSearchParams();
  for (const [name, value] of [
    ['ds', sourceUid],
    ['from', from],
    ['to', to],
  ] as const) {
    if (value !== undefined) {
      query.set(name, value);
    }
  }
  const search = query.toString();
  return node ? nodePath(node, search) : search === '' ? nodesPath : `${nodesPath}?${search}`;
}

function interpolated(text: string, scopedVars: unknown): string {
  try {
    return getTemplateSrv().replace(text, scopedVars as Parameters<ReturnType<typeof getTemplateSrv>['replace']>[1]);
  } catch {
    return text;
  }
}
