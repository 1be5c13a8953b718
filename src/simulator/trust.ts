import { setDefaultCACertificates } from 'node:tls';

/** Simulators that live at the same time; tests start and end hundreds of them in one process. */
const MOST = 16;
const trusted: string[] = [];

/**
 * Has this process trust the certificate (PEM) of a simulator, beside those of the newest others, and nobody else: it
 * speaks TLS on loopback only, and a list that grew with every simulator would make each later connection dearer.
 */
export function trustCertificate(certificate: string): void {
  trusted.push(certificate);
  trusted.splice(0, trusted.length - MOST);
  setDefaultCACertificates(trusted);
}
