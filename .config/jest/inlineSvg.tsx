import React from 'react';

/** Icons are fetched by URL in Grafana; jsdom has no server to fetch them from. */
export default function InlineSvg({ src }: { src: string }) {
  return <svg data-src={src} />;
}
