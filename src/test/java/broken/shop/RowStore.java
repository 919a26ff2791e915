package broken.shop;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

class RowStore {

    private final JdbcClient jdbc;

    RowStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    int expire() {
        return jdbc.sql("""
                update other.row
                   set expired = true
                 where expires_at < now()
                """).update();
    }

    String secondPage() {
        return "select id from row order by created_at desc limit 20 offset 20";
    }
}
