package dev.stint.status;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page: one document that asks {@code /status.json} every two seconds. Constants and not a
 * resource, so that it is there in every class loader. The policy allows exactly this script and
 * this style; values reach the document as text only.
 */
final class StatusPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
      body { margin: 1.5rem; }
      h1 { font-size: 1.2rem; margin: 0; }
      p { margin: .3rem 0 1rem; opacity: .75; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      td.name { max-width: 24rem; overflow-wrap: anywhere; }
      progress { width: 8rem; vertical-align: middle; }
      .full { color: #c22; font-weight: 600; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; opacity: .85; }
      """;

  private static final String SCRIPT =
      """
      'use strict';
      const params = new URLSearchParams(location.search);
      const token = params.get('token');
      if (token) history.replaceState(null, '', location.pathname);
      const headers = token ? { Authorization: 'Bearer ' + token } : {};
      const byId = id => document.getElementById(id);
      function cell(row, text, kind) {
        const td = row.insertCell();
        td.textContent = text;
        if (kind) td.className = kind;
        return td;
      }
      function bar(row, ledger) {
        const td = row.insertCell();
        if (ledger.hard === null) { td.textContent = '-'; return; }
        const share = ledger.hard > 0 ? ledger.used / ledger.hard : 1;
        const meter = document.createElement('progress');
        meter.max = 1;
        meter.value = Math.min(1, Math.max(0, share));
        const text = document.createElement('span');
        text.textContent = ' ' + Math.floor(share * 100) + '%';
        if (share >= 1) text.className = 'full';
        td.append(meter, text);
      }
      function ledgerRow(body, scope, ledger) {
        const row = body.insertRow();
        cell(row, scope.kind === 'principal' ? scope.principal : '(' + scope.name + ')', 'name');
        cell(row, ledger.resource);
        cell(row, ledger.human.used, 'n').title = ledger.used + ' ' + ledger.unit;
        cell(row, ledger.human.hard, 'n').title = ledger.origin;
        bar(row, ledger);
        cell(row, ledger.human.peak, 'n');
        cell(row, ledger.human.total, 'n').title = ledger.total + ' ' + ledger.unit;
        cell(row, ledger.denied, ledger.denied > 0 ? 'n full' : 'n');
        cell(row, ledger.wouldDeny, 'n');
      }
      const above = ['system', 'transient', 'service', 'protocol', 'principal'];
      function show(status) {
        const body = document.createElement('tbody');
        for (const scope of status.scopes) {
          if (!above.includes(scope.kind)) continue;
          for (const ledger of scope.ledgers) ledgerRow(body, scope, ledger);
        }
        byId('rows').replaceWith(body);
        body.id = 'rows';
        byId('state').textContent = status.time + ', audit ' + status.audit.sequence +
          (status.faults ? ', FAULTS ' + status.faults : '') +
          (status.redacted ? ', names redacted: open with ?token=' : '');
        byId('sections').textContent = JSON.stringify(status.sections, null, 2);
      }
      async function poll() {
        try {
          const answer = await fetch('/status.json', { headers, cache: 'no-store' });
          if (!answer.ok) throw new Error(await answer.text());
          show(await answer.json());
        } catch (problem) {
          byId('state').textContent = 'no status: ' + problem.message;
        }
        setTimeout(poll, 2000);
      }
      poll();
      """;

  static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Stint</title>
      <style>\
      """
          + STYLE
          + """
          </style>
          </head>
          <body>
          <h1>Stint: who uses what</h1>
          <p id="state">asking</p>
          <table>
          <thead><tr><th>Principal</th><th>Resource</th><th class="n">Used</th>
          <th class="n">Limit</th><th>Used of limit</th><th class="n">Peak</th>
          <th class="n">Total</th><th class="n">Denied</th><th class="n">Would deny</th></tr></thead>
          <tbody id="rows"></tbody>
          </table>
          <h2>Hooks and other parts</h2>
          <pre id="sections"></pre>
          <noscript>This page needs JavaScript; /status.json has the same.</noscript>
          <script>\
          """
          + SCRIPT
          + """
          </script>
          </body>
          </html>
          """;

  static final String POLICY =
      "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; style-src '"
          + hash(STYLE)
          + "'; script-src '"
          + hash(SCRIPT)
          + "'";

  private StatusPage() {}

  private static String hash(String text) {
    try {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8);
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
