import { type AppPluginMeta } from '@grafana/data';
import { isFetchError } from '@grafana/runtime';
import { useCallback, useState } from 'react';
import { saveAppSettings } from '../../data/appSettings';
import { type Settings } from '../../signals/settings/settings';
import { storedSettings } from '../../signals/settings/storedSettings';

export type SaveState =
  { kind: 'idle' } | { kind: 'saving' } | { kind: 'saved' } | { kind: 'failed'; technical: string };

export function useSave(meta: AppPluginMeta) {
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const save = useCallback(
    async (settings: Settings): Promise<boolean> => {
      setState({ kind: 'saving' });
      try {
        await saveAppSettings(meta, storedSettings(settings, meta.jsonData));
        setState({ kind: 'saved' });
        return true;
      } catch (error) {
        setState({ kind: 'failed', technical: technicalText(error) });
        return false;
      }
    },
    [meta]
  );
  return { state, save };
}

function technicalText(error: unknown): string {
  if (isFetchError<{ message?: string } | undefined>(error)) {
    return error.data?.message ?? error.statusText ?? String(error.status);
  }
  return error instanceof Error ? error.message : String(error);
}
