import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Errno } from '../../src/events';
import { parseCatalogue } from './catalogue';

/** How glibc words them: sysdeps/gnu/errlist in https://sourceware.org/git/glibc.git. */
const glibc: Readonly<Record<Errno, string>> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EINTR: 'Interrupted system call',
  EIO: 'Input/output error',
  ENXIO: 'No such device or address',
  E2BIG: 'Argument list too long',
  EBADF: 'Bad file descriptor',
  EAGAIN: 'Resource temporarily unavailable',
  ENOMEM: 'Cannot allocate memory',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  ENODEV: 'No such device',
  ENOTDIR: 'Not a directory',
  EINVAL: 'Invalid argument',
  ENFILE: 'Too many open files in system',
  EMFILE: 'Too many open files',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  EPIPE: 'Broken pipe',
  ERANGE: 'Numerical result out of range',
  ENAMETOOLONG: 'File name too long',
  ENOSYS: 'Function not implemented',
  ENOTEMPTY: 'Directory not empty',
  ETIMEDOUT: 'Connection timed out',
  ECONNRESET: 'Connection reset by peer',
  ECONNREFUSED: 'Connection refused',
  ENOBUFS: 'No buffer space available',
  ENOTCONN: 'Transport endpoint is not connected',
  EOPNOTSUPP: 'Operation not supported',
  ENOTSUPP: 'Unknown error 524',
  EDQUOT: 'Disk quota exceeded',
  EUSERS: 'Too many users',
  ESRCH: 'No such process',
};

/**
 * Where others word them otherwise: musl's src/errno/__strerror.h, Rust's ErrorKind, Perl and Java on the same systems.
 */
const others: Readonly<Partial<Record<Errno, string[]>>> = {
  ENOMEM: ['Out of memory', 'OutOfMemory', 'Not enough memory', 'Not enough space'],
  ENOSPC: ['StorageFull', 'no space on device', 'disk full'],
  EBUSY: ['Resource busy', 'ResourceBusy'],
  EMFILE: ['No file descriptors available'],
  EOPNOTSUPP: ['Not supported'],
  EDQUOT: ['Quota exceeded'],
  EAGAIN: ['Try again', 'WouldBlock'],
  ENXIO: ['Device not configured'],
  ETIMEDOUT: ['Operation timed out'],
  ERANGE: ['Result not representable'],
  ENOTSUPP: ['unknown error 524', 'errno 524'],
};

/** Older translations of glibc. */
const olderTranslations: Readonly<Partial<Record<Errno, string[]>>> = {
  ENOMEM: ['Не удалось выделить память', '不能分配内存'],
  ENOSPC: ['设备上没有剩余空间', '磁盘空间不足'],
};

/**
 * Errors of files, networks and addresses that no cgroup's call has, and those that say nothing of what was asked for: read
 * where servers write them, which is in English.
 */
const inEnglishOnly: ReadonlySet<string> = new Set<Errno>([
  'EBADF',
  'EINTR',
  'EPIPE',
  'ENAMETOOLONG',
  'ECONNRESET',
  'ECONNREFUSED',
  'ENOBUFS',
  'ENOTCONN',
  // Of cgroups and namespaces these are told by systemd, by runtimes and by the kubelet, hardly by a shell or mkdir.
  'EIO',
  'ENXIO',
  'E2BIG',
  'ESRCH',
  'ENFILE',
  'ERANGE',
  'ENODEV',
  'EUSERS',
  'ENOSYS',
  'ETIMEDOUT',
  'EEXIST',
  'ENOTDIR',
  'EDQUOT',
  'ENOTEMPTY',
]);

const directory = 'cannot create directory %s';

export interface Wordings {
  /** Every wording of an errno, in small letters. */
  errnos: Record<string, string[]>;
  /** "cannot create directory" as coreutils words it; `%s` is the path. */
  createDirectory: string[];
}

/** English by itself: servers write nothing else, and what people paste may be in any language. */
export interface AllWordings extends Wordings {
  translated: Wordings;
}

/** Reads the catalogues of libc and coreutils. @param locales usually /usr/share/locale */
export function wordingsIn(locales: string): AllWordings {
  const libc = cataloguesOf(locales, 'libc.mo');
  const coreutils = cataloguesOf(locales, 'coreutils.mo');
  const errnos = Object.entries(glibc).map(([errno, text]) => {
    const english = unique([text, ...(others[errno as Errno] ?? [])]);
    const translations = inEnglishOnly.has(errno) ? [] : libc.flatMap((catalogue) => catalogue.get(text) ?? []);
    return {
      errno,
      english,
      translated: unique([...(olderTranslations[errno as Errno] ?? []), ...translations], english),
    };
  });
  return {
    errnos: Object.fromEntries(errnos.map(({ errno, english }) => [errno, english])),
    createDirectory: [directory],
    translated: {
      errnos: Object.fromEntries(
        errnos.flatMap(({ errno, translated }) => (translated.length > 0 ? [[errno, translated] as const] : []))
      ),
      createDirectory: unique(
        coreutils.flatMap((catalogue) => catalogue.get(directory) ?? []),
        [directory]
      ),
    },
  };
}

function cataloguesOf(locales: string, file: string): Array<Map<string, string>> {
  return readdirSync(locales)
    .sort()
    .map((language) => path.join(locales, language, 'LC_MESSAGES', file))
    .filter((each) => existsSync(each))
    .map((each) => parseCatalogue(readFileSync(each)));
}

function unique(texts: readonly string[], known: readonly string[] = []): string[] {
  const plain = texts.map((text) => text.normalize('NFC').toLowerCase().trim());
  return [...new Set(plain)].filter((text) => text !== '' && !known.includes(text));
}
