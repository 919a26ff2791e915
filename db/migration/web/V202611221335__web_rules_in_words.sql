-- phase: expand
comment on constraint session_session_id_unique on web.session is 'One cookie opens one session.';

comment on constraint session_attributes_session_fk on web.session_attributes is 'What a session holds goes with it.';
