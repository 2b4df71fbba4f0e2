import {
  EventBusSrv,
  locationUtil,
  setTimeZoneResolver,
  type CurrentUserDTO,
  type EventBusExtended,
  type TimeRange,
} from '@grafana/data';
import * as runtime from '@grafana/runtime';
import { createBackendService } from './backend-service';
import { createDataSourceService } from './data-source-service';

const HEADER_HEIGHT = 40;

/** Only the setters that every supported release has; the rest is set where it exists. */
function setOptionalHooks(): void {
  const optional: Record<string, unknown> = { ...runtime };
  const set = (name: string, value: unknown): void => {
    const setter = optional[name];
    if (typeof setter === 'function') {
      setter(value);
    }
  };
  set('setHelpNavItemHook', () => () => undefined);
  set('setMegaMenuOpenHook', () => [false, () => undefined]);
}

export function installServices(): EventBusExtended {
  const { bootData } = runtime.config;
  const user: CurrentUserDTO = bootData.user;
  const events = new EventBusSrv();
  let timeRange: TimeRange | undefined;

  locationUtil.initialize({
    config: bootData.settings,
    getTimeRangeForUrl: () => ({ from: timeRange?.raw.from ?? 'now-1h', to: timeRange?.raw.to ?? 'now' }),
    getVariablesUrlParams: () => ({}),
  });
  setTimeZoneResolver(() => user.timezone);
  runtime.setCurrentUser(user);
  runtime.setAppEvents(events);
  runtime.setBackendSrv(createBackendService(events));
  runtime.setDataSourceSrv(createDataSourceService());
  runtime.setEchoSrv(new runtime.FakeEchoSrv());
  runtime.setTemplateSrv({
    getVariables: () => [],
    replace: (target) => target ?? '',
    containsTemplate: () => false,
    updateTimeRange: (range) => {
      timeRange = range;
    },
  });
  runtime.setLocationSrv(runtime.locationService);
  runtime.setChromeHeaderHeightHook(() => HEADER_HEIGHT);
  runtime.setReturnToPreviousHook(() => () => undefined);
  runtime.setPluginLinksHook(() => ({ links: [], isLoading: false }));
  runtime.setPluginComponentHook(() => ({ component: null, isLoading: false }));
  runtime.setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  runtime.setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setOptionalHooks();
  return events;
}
