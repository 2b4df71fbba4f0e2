import React, { type PropsWithChildren } from 'react';

/**
 * Content that Grafana draws outside the plugin's own element: drawers, what a button opens. Where an administrator has put the
 * plugin into Grafana's frontend sandbox, only fields within an element that carries this mark can be written to.
 */
export function SandboxPart({ children }: PropsWithChildren) {
  return <div data-plugin-sandbox="memcg-kmemleak-app">{children}</div>;
}
