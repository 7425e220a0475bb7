// SPDX-License-Identifier: Apache-2.0
// Ready-made letters to those who run the house (W7).

/** E.164, as the configuration has it; WhatsApp wants the digits alone. */
export function whatsappLink(number: string, message: string): string {
  return `https://wa.me/${number.replace(/\D/g, '')}?text=${encodeURIComponent(message)}`;
}

export function emailLink(address: string, subject: string, message: string): string {
  return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`;
}
