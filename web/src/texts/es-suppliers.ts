// SPDX-License-Identifier: Apache-2.0
// Suppliers, for administrators, in Spanish.
import type { Texts } from './en';

export const suppliers: Texts['suppliers'] = {
  tab: 'Proveedores',
  none: 'Aún no hay proveedores',
  noneHint: 'Añade uno con «otpost supplier add».',
  supplier: 'Proveedor',
  state: 'Estado',
  connected: 'Conectado',
  disconnected: 'Sin conexión',
  disabled: 'Desactivado',
  operator: 'Operador',
  numbers: 'Números activos',
  active: (count, more) => (more ? `más de ${count}` : count),
  paused: (count) => `${count} en pausa`,
  delivery: 'Tasa de entrega',
  ofLeases: (delivered, closed) => `${delivered} de ${closed} activaciones`,
  lastMessage: 'Último mensaje',
  never: 'ninguno aún',
  notSince: (when) => `ninguno desde ${when}`,
  since: (when) =>
    `Tasa de entrega: activaciones cerradas desde ${when}, salvo las canceladas en el primer minuto. «Conectado» lo dice el nodo que responde.`,
};
