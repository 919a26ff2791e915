package dev.fairground.platform.querywatch;

import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts the watch around every data source of the application, before anything gets hold of it. */
final class WatchedDataSources implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && !(bean instanceof ProxyDataSource) ? watched(source) : bean;
    }

    static DataSource watched(DataSource source) {
        return ProxyDataSourceBuilder.create(source)
                .listener(new StatementWatch())
                .build();
    }
}
