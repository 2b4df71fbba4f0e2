import { LocationServiceProvider, locationService, setChromeHeaderHeightHook } from '@grafana/runtime';
import { configure, render } from '@testing-library/react';
import React, { type PropsWithChildren, type ReactElement, useLayoutEffect, useState } from 'react';
import { Router } from 'react-router';
import { TextProvider } from '../locales/TextProvider';
import { PageProvider } from '../pages/shared/asking/PageContext';
import { defaultSettings, type ParsedSettings } from '../signals/settings/settings';

// Grafana's components are slow to render where two cores run every suite at once.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

/** Renders a page with these settings below a router that follows Grafana's location, at the given address. */
export function renderPage(
  page: ReactElement,
  path = '/',
  parsed: ParsedSettings = { settings: defaultSettings(), problems: [] }
) {
  locationService.push(path);
  stubTextMeasure();
  setChromeHeaderHeightHook(() => 0);
  return render(
    <LocationServiceProvider service={locationService}>
      <HostRouter>
        <TextProvider language="en-US">
          <PageProvider parsed={parsed}>{page}</PageProvider>
        </TextProvider>
      </HostRouter>
    </LocationServiceProvider>
  );
}

function HostRouter({ children }: PropsWithChildren) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen((next: typeof location) => setLocation(next)), [history]);
  return (
    <Router location={location} navigator={history as unknown as React.ComponentProps<typeof Router>['navigator']}>
      {children}
    </Router>
  );
}

// jsdom draws nothing, and Combobox measures its labels on a canvas.
function stubTextMeasure() {
  const context = {
    measureText: (text: string) => ({ width: text.length * 7 }),
  } as unknown as CanvasRenderingContext2D;
  const getContext = (kind: string) => (kind === '2d' ? context : null);
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockImplementation(getContext as HTMLCanvasElement['getContext']);
}
