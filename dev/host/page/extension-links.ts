import {
  type AppPlugin,
  type AppPluginMeta,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionEventHelpers,
} from '@grafana/data';

export interface ShownLink {
  title: string;
  description: string;
  path: string;
  onClick?: () => void;
}

/** The links of an extension point, by Grafana's own rules: announced in plugin.json, in the app's own paths, not hidden by configure. */
export function linksAt(
  point: string,
  context: object | undefined,
  plugin: AppPlugin,
  meta: AppPluginMeta
): ShownLink[] {
  return plugin.addedLinkConfigs
    .filter((link) => [link.targets].flat().includes(point))
    .flatMap((link) => {
      const problem = refusal(link, point, meta);
      if (problem !== undefined) {
        console.error(`Could not register the link "${link.title}": ${problem}`);
        return [];
      }
      return shown(link, context, meta);
    });
}

function refusal(link: PluginExtensionAddedLinkConfig, point: string, meta: AppPluginMeta): string | undefined {
  const announced = meta.extensions?.addedLinks.find(({ title }) => title === link.title);
  if (!announced?.targets.includes(point)) {
    return 'it is not announced in plugin.json';
  }
  if (!link.description || !(link.path || link.onClick)) {
    return 'it has no description, or leads nowhere';
  }
  return link.path && !isOwnPath(link.path, meta) ? 'its path is not one of the app' : undefined;
}

function shown(link: PluginExtensionAddedLinkConfig, context: object | undefined, meta: AppPluginMeta): ShownLink[] {
  try {
    // Grafana hands over an empty object where there is no context.
    const changes = link.configure ? link.configure(Object.freeze({ ...context })) : {};
    if (changes === undefined) {
      return [];
    }
    const { title = link.title, description = link.description ?? '', path = link.path ?? '' } = changes;
    const onClick = link.onClick && (() => link.onClick?.(undefined, helpers(context)));
    return isOwnPath(path, meta) ? [{ title, description, path, onClick }] : [];
  } catch (error) {
    console.error(`The link "${link.title}" could not be configured`, error);
    return [];
  }
}

function isOwnPath(path: string, { id }: AppPluginMeta): boolean {
  return path.startsWith(`/a/${id}/`);
}

function helpers(context: object | undefined): PluginExtensionEventHelpers {
  return { context, openModal: () => undefined } as unknown as PluginExtensionEventHelpers;
}
