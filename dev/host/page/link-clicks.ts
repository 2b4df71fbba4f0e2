import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';

/** Addresses that lead away from the pages of this Grafana: another origin, another scheme. */
function leavesGrafana(href: string): boolean {
  try {
    return new URL(href).origin !== window.location.origin || href.includes('://') || href.startsWith('mailto:');
  } catch {
    return false;
  }
}

function follow(href: string): void {
  const path = locationUtil.stripBaseFromUrl(href);
  if (path.startsWith('/')) {
    locationService.push(path);
  } else if (leavesGrafana(path)) {
    window.location.href = path;
  } else if (path.startsWith('#')) {
    window.location.hash = path;
  } else {
    locationService.push(`/${path}`);
  }
}

/**
 * Follows every link without a `target` itself, whatever else the link says: `download` is no exception, and a `blob:`
 * address is followed away from Grafana like any other.
 */
function navigate(event: MouseEvent): void {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const href = anchor?.getAttribute('href');
  if (!href || anchor?.getAttribute('target') || event.defaultPrevented || event.ctrlKey || event.metaKey) {
    return;
  }
  event.preventDefault();
  follow(href);
}

/** Plain anchors, LinkButton's among them, change pages without a reload in Grafana. */
export function interceptLinkClicks(): void {
  document.addEventListener('click', navigate);
}
