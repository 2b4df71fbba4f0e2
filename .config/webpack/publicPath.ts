// The bundle may be served from a sub-path or a CDN: chunks are loaded from wherever module.js came from.
import amdModule from 'amd-module';

declare let __webpack_public_path__: string;

if (amdModule?.uri) {
  __webpack_public_path__ = amdModule.uri.slice(0, amdModule.uri.lastIndexOf('/') + 1);
}
