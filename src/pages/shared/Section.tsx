import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { sectionElementId, type SectionId } from './verdict/reasonPlaces';

interface SectionProps {
  title: string;
  /** Where a reason leads to; such a section can take the focus. */
  id?: SectionId;
}

export function Section({ title, id, children }: PropsWithChildren<SectionProps>) {
  const styles = useStyles2(getStyles);
  return (
    <section
      className={styles.section}
      aria-label={title}
      {...(id && { id: sectionElementId(id), tabIndex: -1, 'data-testid': id })}
    >
      <Text element="h2" variant="h5">
        {title}
      </Text>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ minWidth: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
});
