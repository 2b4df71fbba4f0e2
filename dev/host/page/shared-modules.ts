import 'systemjs/dist/system.min.js';
import 'systemjs/dist/extras/amd.min.js';
import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as d3 from 'd3';
import lodash from 'lodash';
import moment from 'moment';
import * as React from 'react';
import * as ReactDom from 'react-dom';
import * as reactRouterDom from 'react-router-dom';
import * as reactRouter from 'react-router-dom-v5-compat';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';
import { PageFrame } from './page-frame';

type SharedModule = Record<string, unknown>;

/** AMD consumers of a CommonJS library want the library itself, not a namespace around it. */
function whole(library: unknown): SharedModule {
  return { default: library, __useDefault: true };
}

/**
 * Only what every supported Grafana shares, and on purpose neither react/jsx-runtime nor i18next: a bundle that asks
 * for them must fail here as it would on an old server. Made after the services are set, because SystemJS copies values.
 */
function sharedModules(): Record<string, SharedModule> {
  return {
    '@emotion/css': { ...emotionCss },
    '@emotion/react': { ...emotionReact },
    '@grafana/data': { ...grafanaData },
    '@grafana/runtime': { ...grafanaRuntime, PluginPage: PageFrame },
    '@grafana/ui': { ...grafanaUi },
    d3: { ...d3 },
    lodash: whole(lodash),
    moment: whole(moment),
    react: { ...React, default: React },
    'react-dom': { ...ReactDom, default: ReactDom },
    'react-router': { ...reactRouter },
    'react-router-dom': { ...reactRouterDom },
    rxjs: { ...rxjs },
    'rxjs/operators': { ...rxjsOperators },
  };
}

export function shareModules(): void {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(sharedModules())) {
    imports[name] = `package:${name}`;
    System.set(`package:${name}`, module);
  }
  System.addImportMap({ imports });
}
