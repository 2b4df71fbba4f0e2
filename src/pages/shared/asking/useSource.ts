import { useMemo } from 'react';
import {
  chooseSource,
  listPrometheusSources,
  type PrometheusSource,
  type SourceChoice,
} from '../../../data/dataSources';

export interface Sources {
  all: PrometheusSource[];
  choice: SourceChoice;
  /** The chosen one, if any; the same object as long as the choice is the same. */
  source?: PrometheusSource;
}

export function useSource(fromUrl: string | undefined, fromSettings: string | undefined): Sources {
  return useMemo(() => {
    const all = listPrometheusSources();
    const choice = chooseSource(all, { fromUrl, fromSettings });
    return { all, choice, source: choice.kind === 'chosen' ? choice.source : undefined };
  }, [fromUrl, fromSettings]);
}
