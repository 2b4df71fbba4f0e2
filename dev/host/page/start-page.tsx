import 'uplot/dist/uPlot.min.css';
import React from 'react';
import { createRoot } from 'react-dom/client';
import { HostRoot } from './host-root';
import { interceptLinkClicks } from './link-clicks';
import { loadPlugin } from './plugin-loader';
import { installServices } from './services';
import { shareModules } from './shared-modules';

export async function startPage(): Promise<void> {
  const container = document.getElementById('reactRoot');
  if (!container) {
    return;
  }
  const events = installServices();
  shareModules();
  interceptLinkClicks();
  try {
    const loaded = await loadPlugin(window.memcgHostConfiguration.pluginId);
    createRoot(container).render(<HostRoot loaded={loaded} events={events} />);
  } catch (error) {
    // Shown as well as logged, so that a test's failure screenshot says why there is no page.
    container.textContent = `The plugin could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    console.error(error);
  }
}
