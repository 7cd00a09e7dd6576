# What those who run the service are told by itself: a platform that refuses us, and what mends it.

slack-refused-title = Slack refuses the app token: nobody can reach me there
slack-refused-invalid-auth = Slack doesn't know the token in CONVENOR_SLACK__APP_TOKEN. Make a new one (Basic Information, App-Level Tokens, with connections:write), set it, and start me again.
slack-refused-not-authed = Slack got no app token. Set CONVENOR_SLACK__APP_TOKEN and start me again.
slack-refused-token-revoked = The token in CONVENOR_SLACK__APP_TOKEN was revoked. Make a new one (Basic Information, App-Level Tokens, with connections:write), set it, and start me again.
slack-refused-not-allowed-token-type = CONVENOR_SLACK__APP_TOKEN isn't an app-level token. Make one that begins with xapp- (Basic Information, App-Level Tokens, with connections:write), set it, and start me again.
slack-refused-missing-scope = The app token lacks the scope connections:write. Make one that has it (Basic Information, App-Level Tokens), set it, and start me again.
slack-refused-link-disabled = Socket Mode is switched off for the app. Switch it on again in the app's settings (Socket Mode); I'll notice within five minutes.
slack-refused-other = Slack's reason is “{ $reason }”. “convenor check” says more; I'll try again every five minutes.
slack-workspace-refused-title = Slack gives me no further token for { $where }
slack-workspace-refused-invalid-refresh-token = Slack doesn't take my refresh token any more, and without it the token there runs out within hours. An administrator of the workspace opens “/slack/install” again; nothing else has to be done.
slack-workspace-refused-bad-client-secret = Slack doesn't take the client secret. Set CONVENOR_SLACK__CLIENT_SECRET to the one under Basic Information and start me again, within two hours.
slack-workspace-refused-other = Slack's reason is “{ $reason }”. I'll try again each hour. If it stays so, an administrator of the workspace opens “/slack/install” again.
operators-only-you = Only those who run this service are told, once. What people should hear waits and isn't lost.
