import { css } from '@emotion/css';
import { AppEvents } from '@grafana/data';
import type { EventBus, GrafanaTheme2 } from '@grafana/data';
import { Alert, Portal, useStyles2 } from '@grafana/ui';
import type { AlertVariant } from '@grafana/ui';
import React, { useEffect, useState } from 'react';

interface Notification {
  id: number;
  severity: AlertVariant;
  title: string;
  text: string;
}

const severities = [
  [AppEvents.alertSuccess, 'success'],
  [AppEvents.alertWarning, 'warning'],
  [AppEvents.alertError, 'error'],
  [AppEvents.alertInfo, 'info'],
] as const;

export function Notifications({ events }: { events: EventBus }): React.JSX.Element {
  const styles = useStyles2(getStyles);
  const [shown, setShown] = useState<Notification[]>([]);

  useEffect(() => {
    let next = 0;
    const subscriptions = severities.map(([event, severity]) =>
      events.getStream<{ type: string; payload: unknown[] }>({ type: event.name } as never).subscribe(({ payload }) => {
        const [title, text] = payload;
        next += 1;
        const notification = { id: next, severity, title: String(title ?? ''), text: String(text ?? '') };
        setShown((before) => [...before, notification]);
      })
    );
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, [events]);

  return (
    <Portal>
      <div className={styles.stack}>
        {shown.map(({ id, severity, title, text }) => (
          <Alert key={id} elevated severity={severity} title={title} onRemove={() => setShown((before) => before.filter((one) => one.id !== id))}>
            {text}
          </Alert>
        ))}
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ position: 'fixed', top: theme.spacing(6), right: theme.spacing(2), width: theme.spacing(50), zIndex: theme.zIndex.portal }),
});
