import { Button } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';

export interface Download {
  fileName: string;
  getText: () => string;
}

/** Saves a text as a file. */
export function DownloadButton({ fileName, getText, children }: PropsWithChildren<Download>) {
  return (
    <Button size="sm" variant="secondary" icon="download-alt" onClick={() => save({ fileName, getText })}>
      {children}
    </Button>
  );
}

function save({ fileName, getText }: Download): void {
  const url = URL.createObjectURL(new Blob([getText()], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  // Firefox follows only a link that is part of the page.
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url));
}
