// SPDX-License-Identifier: Apache-2.0
// Sound and notification, off until asked for. The browser's own question comes on the click alone.
import { useState } from 'react';
import {
  askToNotify,
  canNotify,
  changeAlerts,
  isNotifyRefused,
  playSound,
  useAlerts,
} from '../../live/alerts';
import { t } from '../../texts';
import { Icon } from '../../ui/icon';

export function AlertSettings() {
  const { sound, notify } = useAlerts();
  const isOn = sound || notify;
  return (
    <details className="alerts">
      <summary>
        <Icon name="bell" />
        {isOn ? t.alerts.on : t.alerts.off}
      </summary>
      <div className="card alerts-body">
        <SoundChoice />
        {canNotify() && <NotifyChoice />}
      </div>
    </details>
  );
}

function SoundChoice() {
  const { sound } = useAlerts();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={sound}
        onChange={(event) => {
          changeAlerts({ sound: event.target.checked });
          if (event.target.checked) void playSound();
        }}
      />
      <span>{t.alerts.sound}</span>
    </label>
  );
}

function NotifyChoice() {
  const { notify, showCode } = useAlerts();
  const [refused, setRefused] = useState(isNotifyRefused());
  const turn = async (on: boolean): Promise<void> => {
    const granted = on && (await askToNotify());
    changeAlerts({ notify: granted });
    setRefused(on && !granted);
  };
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={notify}
          onChange={(event) => void turn(event.target.checked)}
        />
        <span>{t.alerts.notify}</span>
      </label>
      {refused && (
        <p className="fine" role="status">
          {t.alerts.refused}
        </p>
      )}
      {notify && (
        <label className="check inner">
          <input
            type="checkbox"
            checked={showCode}
            onChange={(event) => changeAlerts({ showCode: event.target.checked })}
          />
          <span>
            {t.alerts.showCode}
            <span className="fine block">{t.alerts.showCodeHint}</span>
          </span>
        </label>
      )}
    </>
  );
}
