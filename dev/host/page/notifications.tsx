import { css } from '@emotion/css';
import { AppEvents, type AlertErrorPayload, type EventBusExtended, type GrafanaTheme2 } from '@grafana/data';
import { Alert, Portal, useStyles2, type AlertVariant } from '@grafana/ui';
import React, { useEffect, useState } from 'react';

interface Notification {
  id: number;
  severity: AlertVariant;
  title: string;
  text: string;
}

const severities = [
  [AppEvents.alertSuccess.name, 'success'],
  [AppEvents.alertWarning.name, 'warning'],
  [AppEvents.alertError.name, 'error'],
  [AppEvents.alertInfo.name, 'info'],
] as const;

export function Notifications({ events }: { events: EventBusExtended }): React.JSX.Element {
  const styles = useStyles2(getStyles);
  const [shown, setShown] = useState<Notification[]>([]);

  useEffect(() => {
    let next = 0;
    const handlers = severities.map(([event, severity]) => {
      const show = (payload?: AlertErrorPayload): void => {
        const [title = '', text = ''] = payload ?? [];
        next += 1;
        const notification = { id: next, severity, title, text: String(text) };
        setShown((before) => [...before, notification]);
      };
      events.on(event, show);
      return () => events.off(event, show);
    });
    return () => handlers.forEach((remove) => remove());
  }, [events]);

  return (
    <Portal>
      <div className={styles.stack}>
        {shown.map(({ id, severity, title, text }) => (
          <Alert
            key={id}
            elevated
            severity={severity}
            title={title}
            onRemove={() => setShown((before) => before.filter((one) => one.id !== id))}
          >
            {text}
          </Alert>
        ))}
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({
    position: 'fixed',
    top: theme.spacing(6),
    right: theme.spacing(2),
    width: theme.spacing(50),
    zIndex: theme.zIndex.portal,
  }),
});
