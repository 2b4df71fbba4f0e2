import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { render } from '@testing-library/react';
import React, { type ReactElement } from 'react';
import { Router } from 'react-router-dom';
import { CompatRouter } from 'react-router-dom-v5-compat';
import { TextProvider } from '../locales/TextProvider';

/** Renders below Grafana's own router, at the given address. */
export function renderPage(page: ReactElement, path = '/') {
  locationService.push(path);
  return render(
    <LocationServiceProvider service={locationService}>
      <Router history={locationService.getHistory()}>
        <CompatRouter>
          <TextProvider language="en-US">{page}</TextProvider>
        </CompatRouter>
      </Router>
    </LocationServiceProvider>
  );
}
